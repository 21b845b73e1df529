// What entries are called where there are several.

/** What tells an entry from the one before it; of the first, what the one after it changed. */
export function label({ entry, attempt }, items) {
  if (attempt) return attempt.state;
  if (entry.changes?.length) {
    const more = entry.changes.length > 1 ? ` +${entry.changes.length - 1}` : "";
    return named(telling(entry.changes), "now") + more;
  }
  const after = items.find((other) => other.entry?.before === entry.key)?.entry.changes?.filter(hasValues) ?? [];
  return after.length ? named(telling(after), "before") : (entry.reason ?? entry.key);
}

const hasValues = ({ kind, before, now }) => kind === "input" && now !== undefined && before !== now;

/** The change whose values say most in few words: a number rather than an image that comes of it, and rather than code. */
function telling(changes) {
  const values = changes.filter(hasValues);
  return values.length ? values.reduce((best, one) => (one.now.length < best.now.length ? one : best)) : changes[0];
}

/** An input with a value as it stands in the reason: of long values, only what differs. */
function named(change, side) {
  if (change.kind === "input" && change.before === change.now) return `${change.name} changed`;
  if (!hasValues(change)) return change.text;
  const values = change.text.slice(change.name.length + 1).split(" -> ");
  return `${change.name} ${values.length === 2 ? values[side === "now" ? 1 : 0] : change[side]}`;
}
