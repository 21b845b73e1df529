// Two images of one shape as the difference between them.

/** Numbers: the second less the first. Labels: 1 where only the first has an object, 2 where only the second has, 3 where both have other ones. */
export function differenceOf(before, now) {
  if (String(before.shape) !== String(now.shape)) throw new Error(`The images have different shapes: [${before.shape}] and [${now.shape}].`);
  const labels = before.kind === "labels" && now.kind === "labels";
  const same = before.levels.findIndex((level, at) => String(level.shape) !== String(now.levels[at]?.shape));
  const colours = now.kind === "colours" || before.kind === "colours";
  if (colours && before.kind !== now.kind) throw new Error("One picture is gray, the other one has colours.");
  return {
    ...now, kind: labels ? "changes" : "difference", type: labels ? "changes" : "difference", channels: [], labels: [], levels: now.levels.slice(0, same < 0 ? undefined : same),
    async tile(at, where, wanted) {
      const [first, second] = await Promise.all([before.tile(at, where, wanted), now.tile(at, where, wanted)]);
      return { ...second, data: labels ? changes(first.data, second.data) : colours ? farthest(first.data, second.data) : less(first.data, second.data) };
    },
  };
}

function less(before, now) {
  return Float64Array.from(now, (value, at) => Number(value) - Number(before[at]));
}

function changes(before, now) {
  return Uint8Array.from(now, (value, at) => {
    const old = before[at];
    if (value === old) return 0;
    return Number(old) === 0 ? 2 : Number(value) === 0 ? 1 : 3;
  });
}

/** Of colours, the difference of the part that differs most. */
function farthest(before, now) {
  const out = new Float64Array(now.length / 4);
  for (let at = 0; at < now.length; at++) {
    const by = now[at] - before[at];
    if (Math.abs(by) > Math.abs(out[at >> 2])) out[at >> 2] = by;
  }
  return out;
}
