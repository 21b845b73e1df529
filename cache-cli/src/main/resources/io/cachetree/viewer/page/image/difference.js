// Two images of one shape as the difference between them.

const WHOLE = 2048;

/** Numbers: the second less the first. Labels: 1 where only the first has an object, 2 where only the second has, 3 where both have other ones. */
export function differenceOf(before, now) {
  if (String(before.shape) !== String(now.shape)) throw new Error(`The images have different shapes: [${before.shape}] and [${now.shape}].`);
  const labels = before.kind === "labels" && now.kind === "labels";
  const same = before.levels.findIndex((level, at) => String(level.shape) !== String(now.levels[at]?.shape));
  const colours = now.kind === "colours" || before.kind === "colours";
  if (colours && before.kind !== now.kind) throw new Error("One picture is gray, the other one has colours.");
  return {
    ...now, kind: labels ? "changes" : "difference", type: labels ? "changes" : "difference", channels: [], labels: [], levels: levels(now.levels.slice(0, same < 0 ? undefined : same), labels),
    async tile(at, where, wanted) {
      const [first, second] = await Promise.all([before.tile(at, where, wanted), now.tile(at, where, wanted)]);
      return { ...second, data: labels ? changes(first.data, second.data) : colours ? farthest(first.data, second.data) : less(first.data, second.data) };
    },
  };
}

/** Which objects belong together is seen in the whole plane, not in parts of it. */
function levels(all, labels) {
  return labels ? all.map((level) => ({ ...level, chunks: level.shape.map((size) => Math.min(size, WHOLE)) })) : all;
}

function less(before, now) {
  return Float64Array.from(now, (value, at) => Number(value) - Number(before[at]));
}

/** Objects are the same ones if they overlap most with each other, whatever their numbers are. */
function changes(before, now) {
  const partner = partners(before, now);
  return Uint8Array.from(now, (value, at) => {
    const old = before[at];
    if (!Number(old) && !Number(value)) return 0;
    if (!Number(old)) return 2;
    if (!Number(value)) return 1;
    return partner.get(old) === value ? 0 : 3;
  });
}

/** Of each object before, the one now that it overlaps most with, if that holds the other way round as well. */
function partners(before, now) {
  const overlaps = new Map();
  for (let at = 0; at < now.length; at++) {
    if (!Number(before[at]) || !Number(now[at])) continue;
    const of = overlaps.get(before[at]) ?? overlaps.set(before[at], new Map()).get(before[at]);
    of.set(now[at], (of.get(now[at]) ?? 0) + 1);
  }
  const best = new Map();
  for (const [old, of] of overlaps) for (const [value, pixels] of of) if (pixels > (best.get(value)?.pixels ?? 0)) best.set(value, { old, pixels });
  const found = new Map();
  for (const [old, of] of overlaps) {
    const [value] = [...of].reduce((most, one) => (one[1] > most[1] ? one : most));
    if (best.get(value).old === old) found.set(old, value);
  }
  return found;
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
