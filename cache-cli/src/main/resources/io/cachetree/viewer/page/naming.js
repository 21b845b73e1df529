// What entries are called where there are several.

/** What tells an entry from the one before it; of the first, what the one after it changed. */
export function label({ entry, attempt }, items) {
  if (attempt) return attempt.state;
  const first = entry.changes?.[0];
  if (!first) {
    const after = items.find((other) => other.entry?.before === entry.key)?.entry.changes?.[0];
    return after?.kind === "input" && after.before !== undefined ? `${after.name} ${after.before}` : (entry.reason ?? entry.key);
  }
  const more = entry.changes.length > 1 ? ` +${entry.changes.length - 1}` : "";
  return (first.kind === "input" && first.now !== undefined ? `${first.name} ${first.now}` : first.text) + more;
}
