// Sources of planes that are in memory: pictures, and arrays of numbers.

import { wholeFile } from "../data.js";
import { axesOf } from "./axes.js";
import { MOST_PIXELS } from "./layer.js";

const CHUNK = 512;
const LARGEST_FILE = 256_000_000;
/** Browsers have no longer canvases. */
const LONGEST_SIDE = 32_767;

/** An array in C order; `channels` is 4 for colours. */
export function memorySource(data, shape, type, channels = 1) {
  const axes = axesOf(shape);
  const strides = shape.map((_, axis) => channels * shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const chunks = shape.map((size) => Math.min(size, CHUNK));
  const levels = [{ shape, chunks, scale: shape.map(() => 1), translation: shape.map(() => 0) }];
  return { kind: channels === 4 ? "colours" : "image", axes, levels, type, shape, channels: [], labels: [], tile: (_, where) => Promise.resolve(cut(data, strides, where, channels)) };
}

function cut(data, strides, { row, column, index, r0, r1, c0, c1 }, channels) {
  const width = c1 - c0;
  const out = new data.constructor(width * (r1 - r0) * channels);
  const base = index.reduce((sum, value, axis) => (axis === row || axis === column ? sum : sum + value * strides[axis]), 0);
  let to = 0;
  for (let r = r0; r < r1; r++) {
    for (let c = c0; c < c1; c++) {
      const from = base + r * strides[row] + c * strides[column];
      for (let part = 0; part < channels; part++) out[to++] = data[from + part];
    }
  }
  return { data: out, width, height: r1 - r0 };
}

/** A picture, decoded by the browser: gray where all its pixels are, else with its colours. */
export async function openPicture(url) {
  const bytes = await wholeFile(url, LARGEST_FILE);
  checkSize(bytes);
  const picture = new Blob([bytes], { type: "image/png" });
  const bitmap = await createImageBitmap(picture, { premultiplyAlpha: "none", colorSpaceConversion: "none" });
  const canvas = document.createElement("canvas");
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const gray = onlyGray(data);
  return gray ? memorySource(gray, [bitmap.height, bitmap.width], "uint8") : memorySource(data, [bitmap.height, bitmap.width], "RGB", 4);
}

/** A file of a few bytes can say that it has any number of pixels. */
function checkSize(bytes) {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPng = bytes.length >= 24 && header.getUint32(0) === 0x89504e47 && header.getUint32(12) === 0x49484452;
  if (!isPng) throw new Error("This is no PNG file: it does not begin as one.");
  const [width, height] = [header.getUint32(16), header.getUint32(20)];
  const fits = width * height <= MOST_PIXELS && Math.max(width, height) <= LONGEST_SIDE;
  if (!fits) throw new Error(`A picture of ${width} x ${height} pixels is too large to be shown.`);
}

function onlyGray(data) {
  const gray = new Uint8Array(data.length / 4);
  for (let at = 0; at < gray.length; at++) {
    const from = at * 4;
    if (data[from] !== data[from + 1] || data[from] !== data[from + 2] || data[from + 3] !== 255) return null;
    gray[at] = data[from];
  }
  return gray;
}
