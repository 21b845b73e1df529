// Regions of stored arrays, put together from the chunks that they touch.

import { Kept, Turns } from "./cache.js";

const kept = new Kept(200_000_000);
const turns = new Turns(6);
const pending = new Map();
let arrays = 0;
/** A chunk is read as a whole, and those of more values would fill the memory. */
const MOST_VALUES = 2 ** 26;
const numbers = new WeakMap();

/** A rectangle of a plane: rows `r0..r1` of axis `row`, columns `c0..c1` of axis `column`, at `index` in all other axes. */
export async function rectangle(array, { row, column, index, r0, r1, c0, c1 }, wanted) {
  const chunks = array.chunks;
  requireSmall(chunks);
  const width = c1 - c0;
  const reads = [];
  for (let i = Math.floor(r0 / chunks[row]); i * chunks[row] < r1; i++) {
    for (let j = Math.floor(c0 / chunks[column]); j * chunks[column] < c1; j++) {
      const at = index.map((value, axis) => (axis === row ? i : axis === column ? j : Math.floor(value / chunks[axis])));
      reads.push(chunk(array, at, wanted).then((found) => ({ found, i, j })));
    }
  }
  let data = null;
  for (const { found, i, j } of await Promise.all(reads)) {
    data ??= emptyLike(found.data, width * (r1 - r0));
    copy(found, data, { index, chunks, row, column, r0, r1, c0, c1, width }, i, j);
  }
  return { data, width, height: r1 - r0 };
}

function requireSmall(chunks) {
  if (chunks.reduce((product, size) => product * size, 1) <= MOST_VALUES) return;
  throw new Error(`chunks of ${chunks.join(" x ")} values are too large for a browser.`);
}

function copy(found, data, to, i, j) {
  const { chunks, row, column, r0, r1, c0, c1, width } = to;
  const base = to.index.reduce((sum, value, axis) => (axis === row || axis === column ? sum : sum + (value % chunks[axis]) * found.stride[axis]), 0);
  const [stepRow, stepColumn] = [found.stride[row], found.stride[column]];
  const top = i * chunks[row];
  const left = j * chunks[column];
  const value = typeof found.data.get === "function" ? (at) => Number(found.data.get(at)) : (at) => found.data[at];
  for (let r = Math.max(r0, top); r < Math.min(r1, top + chunks[row]); r++) {
    let from = base + (r - top) * stepRow + (Math.max(c0, left) - left) * stepColumn;
    let at = (r - r0) * width + Math.max(c0, left) - c0;
    for (let c = Math.max(c0, left); c < Math.min(c1, left + chunks[column]); c++, from += stepColumn) data[at++] = value(from);
  }
}

function emptyLike(data, length) {
  return typeof data.get === "function" ? new Uint8Array(length) : new data.constructor(length);
}

function chunk(array, at, wanted) {
  if (!numbers.has(array)) numbers.set(array, arrays++);
  const key = `${numbers.get(array)}:${at}`;
  const here = kept.get(key);
  if (here) return Promise.resolve(here);
  if (!pending.has(key)) {
    const read = turns.run(async () => {
      if (!wanted()) throw new Outdated();
      const found = await array.getChunk(at);
      kept.put(key, found, found.data.byteLength ?? found.data.length);
      return found;
    });
    pending.set(key, read.finally(() => pending.delete(key)));
  }
  return pending.get(key);
}

/** Nobody wants this any more. */
export class Outdated extends Error {}
