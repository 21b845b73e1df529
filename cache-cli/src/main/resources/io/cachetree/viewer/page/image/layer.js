// One image on a canvas: which tiles are needed, loading them, drawing them.

import { Kept } from "./cache.js";
import { Outdated } from "./chunks.js";
import { coloured, firstLook, statistics } from "./look.js";
import { PLANES } from "./state.js";

const TILE = 256;
const LARGEST_TILE = 2048;
const MOST_TILES = 4096;
const MOST_CHUNKS = 65_536;
/** More pixels are not shown at once: they would fill the memory, and a screen has fewer. */
export const MOST_PIXELS = 2 ** 26;

export class Layer {
  #state;
  #onready;
  #tiles = new Kept(120_000_000, (key) => this.#wanted.has(key));
  #failed = new Map();
  #wanted = new Map();
  #loading = new Set();
  #last = [];
  #lastSlice = "";
  #measured = [];
  #model;
  shown = true;
  stats = null;
  /** Whether too much of it is in sight to be loaded. */
  tooLarge = false;

  /** With a `model`, another layer, it looks as that one does at any time. */
  constructor(source, state, onready, model = null) {
    this.source = source;
    this.#state = state;
    this.#onready = onready;
    this.#model = model;
    this.look = model?.look ?? firstLook(source, state.index.c);
  }

  /** Changes how it looks. */
  restyle(look) {
    Object.assign(this.look, look, { version: this.look.version + 1 });
  }

  get failure() {
    for (const key of this.#wanted.keys()) if (this.#failed.has(key)) return this.#failed.get(key);
    return null;
  }

  get complete() {
    return [...this.#wanted.keys()].every((key) => this.#failed.has(key) || this.#tiles.get(key));
  }

  retry() {
    this.#failed.clear();
  }

  /** Where this image lies in the plane, against the one that the state is about: axes, sizes of pixels, offset. */
  #frame() {
    const main = this.#state.source;
    const axes = PLANES[this.#state.plane].map((name) => this.source.axes.findIndex((axis) => axis.name === name));
    if (axes.some((axis) => axis < 0)) return null;
    const offset = axes.map((axis, at) => {
      const other = this.#state.axis(PLANES[this.#state.plane][at]);
      return edge(this.source, axis) - edge(main, other);
    });
    return { row: axes[0], column: axes[1], offset };
  }

  /** The index of the slice in each axis, at full resolution; `null` where this image does not reach. */
  #slice() {
    const index = this.source.axes.map((axis, at) => {
      const main = this.#state.axis(axis.name);
      if (main < 0) return 0;
      const wanted = this.#state.index[axis.name];
      if (this.source === this.#state.source || axis.name === "c" || axis.name === "t") return Math.min(wanted, this.source.shape[at] - 1);
      const [mine, its] = [this.source.levels[0], this.#state.source.levels[0]];
      return Math.round((wanted * its.scale[main] + its.translation[main] - mine.translation[at]) / mine.scale[at]);
    });
    return index.every((value, at) => PLANES[this.#state.plane].includes(this.source.axes[at].name) || (value >= 0 && value < this.source.shape[at])) ? index : null;
  }

  #level(frame, ratio) {
    let best = 0;
    this.source.levels.forEach((level, at) => {
      const size = Math.max(level.scale[frame.row], level.scale[frame.column]);
      if (size * this.#state.zoom * ratio <= 1.2) best = at;
    });
    return best;
  }

  /** Finds the tiles in sight and has those loaded that are not there. */
  want(width, height, ratio) {
    const frame = this.#frame();
    const slice = this.#slice();
    this.#wanted = new Map();
    this.tooLarge = false;
    if (!frame || !slice || !this.shown) return;
    const at = this.#level(frame, ratio);
    const level = this.source.levels[at];
    const index = slice.map((value, axis) => Math.min(level.shape[axis] - 1, Math.floor(((value + 0.5) * level.shape[axis]) / this.source.shape[axis])));
    const { zoom, centre } = this.#state;
    const span = (axis, middle, half) => tilesIn(level, axis, middle - half, middle + half);
    const rows = span(frame.row, centre[1] - frame.offset[0], height / 2 / zoom);
    const columns = span(frame.column, centre[0] - frame.offset[1], width / 2 / zoom);
    this.tooLarge = !fits(rows, columns);
    if (this.tooLarge) return;
    const key = `${this.#state.plane} ${at} ${index.filter((_, axis) => axis !== frame.row && axis !== frame.column)}`;
    for (let i = rows.first; i <= rows.last; i++) {
      for (let j = columns.first; j <= columns.last; j++) {
        const where = { row: frame.row, column: frame.column, index, r0: i * rows.size, r1: Math.min(level.shape[frame.row], (i + 1) * rows.size), c0: j * columns.size, c1: Math.min(level.shape[frame.column], (j + 1) * columns.size) };
        this.#wanted.set(`${key} ${i} ${j}`, { where, at, level, frame, slice: key });
      }
    }
    for (const [name, tile] of this.#wanted) this.#load(name, tile);
  }

  async #load(name, { where, at, level, frame, slice }) {
    if (this.#tiles.get(name) || this.#failed.has(name) || this.#loading.has(name)) return;
    this.#loading.add(name);
    try {
      const read = await this.source.tile(at, where, () => this.#wanted.has(name));
      this.#tiles.put(name, { ...read, where, at, level, frame, slice, version: -1 }, (read.data.byteLength ?? read.data.length) + 4 * read.width * read.height);
    } catch (error) {
      if (!(error instanceof Outdated)) this.#failed.set(name, error.message);
    }
    this.#loading.delete(name);
    this.#onready();
  }

  /** The tiles to draw now: all of this slice, or until they are there those of the last one. */
  #current() {
    const ready = [...this.#wanted.keys()].map((key) => this.#tiles.get(key)).filter(Boolean);
    const slice = this.#wanted.values().next().value?.slice ?? "";
    if (this.complete) {
      this.#last = ready;
      this.#lastSlice = slice;
      return ready;
    }
    return this.#lastSlice === slice || this.#last.length === 0 || !samePlane(this.#last[0], this.#state) ? ready : ready.length && sameIndex(this.#last[0], ready[0]) ? [...this.#last, ...ready] : this.#last;
  }

  draw(context, width, height) {
    const { zoom, centre } = this.#state;
    if (!this.shown) return;
    context.globalAlpha = this.look.opacity;
    for (const tile of this.#current()) {
      if (tile.version !== this.look.version) {
        tile.canvas = coloured(tile, this.source.kind, this.look);
        tile.version = this.look.version;
      }
      const { row, column, offset } = tile.frame;
      const [high, wide] = [tile.level.scale[row], tile.level.scale[column]];
      context.imageSmoothingEnabled = wide * zoom < 1 && this.source.kind !== "labels" && this.source.kind !== "changes";
      const x = (tile.where.c0 * wide + offset[1] - centre[0]) * zoom + width / 2;
      const y = (tile.where.r0 * high + offset[0] - centre[1]) * zoom + height / 2;
      context.drawImage(tile.canvas, x, y, tile.width * wide * zoom, tile.height * high * zoom);
    }
    context.globalAlpha = 1;
  }

  /** Looks at the values in sight; without a contrast window, takes one from them. Returns whether they are others than before. */
  measure(force = false) {
    const tiles = [...this.#wanted.keys()].map((key) => this.#tiles.get(key)).filter(Boolean);
    if (!tiles.length || this.#model || ["labels", "colours", "changes"].includes(this.source.kind)) return false;
    const known = tiles.length === this.#measured.length && tiles.every((tile, at) => tile === this.#measured[at]);
    if (known && !force && (this.look.low !== null || !this.stats)) return false;
    this.#measured = tiles;
    this.stats = statistics(tiles);
    if (this.stats && (this.look.low === null || force)) this.#adopt(this.stats);
    return true;
  }

  #adopt({ least, greatest, low, high }) {
    const most = Math.max(Math.abs(least), Math.abs(greatest)) || 1;
    this.restyle(this.source.kind === "difference" ? { low: -most, high: most } : { low, high });
    this.#onready();
  }

  /** The value at a place of the plane, with its index and the level it was read from; `null` where there is none. */
  at([x, y]) {
    for (const key of this.#wanted.keys()) {
      const tile = this.#tiles.get(key);
      if (!tile) continue;
      const { where, level, frame } = tile;
      const r = Math.floor((y - frame.offset[0]) / level.scale[frame.row]);
      const c = Math.floor((x - frame.offset[1]) / level.scale[frame.column]);
      if (r < where.r0 || r >= where.r1 || c < where.c0 || c >= where.c1) continue;
      const place = (r - where.r0) * tile.width + c - where.c0;
      return { value: this.source.kind === "colours" ? [...tile.data.subarray(place * 4, place * 4 + 4)] : tile.data[place], level: tile.at };
    }
    return null;
  }
}

function fits(rows, columns) {
  const product = (what) => rows[what] * columns[what];
  return product("tiles") <= MOST_TILES && product("pixels") <= MOST_PIXELS && product("chunks") <= MOST_CHUNKS;
}

/** Which tiles lie between two places of an axis, and what they hold. */
function tilesIn(level, axis, from, to) {
  const [chunk, length, scale] = [level.chunks[axis], level.shape[axis], level.scale[axis]];
  const size = chunk > LARGEST_TILE ? LARGEST_TILE : Math.ceil(TILE / chunk) * chunk;
  const first = Math.max(0, Math.floor(from / scale / size));
  const last = Math.min(Math.ceil(length / size) - 1, Math.floor(to / scale / size));
  const tiles = Math.max(0, last - first + 1);
  const pixels = tiles && Math.min(length, (last + 1) * size) - first * size;
  return { size, first, last, tiles, pixels, chunks: Math.ceil(pixels / chunk) };
}

function edge(source, axis) {
  const { scale, translation } = source.levels[0];
  return translation[axis] - scale[axis] / 2;
}

function samePlane(tile, state) {
  return tile.slice.startsWith(`${state.plane} `);
}

/** Whether two tiles differ in nothing but their level of detail. */
function sameIndex(one, other) {
  const of = (tile) => tile.slice.replace(/ \d+ /, " ");
  return of(one) === of(other);
}
