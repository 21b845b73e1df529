// Sources of planes that are in memory: pictures, and arrays of numbers.

/** An array in C order; `channels` is 4 for colours. */
export function memorySource(data, shape, type, channels = 1) {
  const axes = ["t", "c", "z", "y", "x"].slice(-shape.length).map((name) => ({ name }));
  const strides = shape.map((_, axis) => channels * shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const levels = [{ shape, chunks: shape, scale: shape.map(() => 1), translation: shape.map(() => 0) }];
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
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The picture cannot be read: the answer is ${response.status}.`);
  const bitmap = await createImageBitmap(new Blob([await response.arrayBuffer()], { type: "image/png" }), { premultiplyAlpha: "none", colorSpaceConversion: "none" });
  const canvas = document.createElement("canvas");
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const gray = onlyGray(data);
  return gray ? memorySource(gray, [bitmap.height, bitmap.width], "uint8") : memorySource(data, [bitmap.height, bitmap.width], "RGB", 4);
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
