// Colours the pixels of a tile.

import { labelColour, table } from "./colours.js";

const CHANGES = [0, 0xff3a3af2, 0xff4fc14f, 0xff2fc8f5]; // none, lost: red, new: green, another object: yellow

/** How a source begins to be shown: brightness, colours, opacity; `version` tells when it has changed. */
export function firstLook(source, channel) {
  return { ...channelLook(source, channel), opacity: 1, outlines: false, version: 0 };
}

/** Brightness and colours of a channel, as the file has them. */
export function channelLook(source, channel = 0) {
  const about = source.channels[channel];
  const plainColour = !about?.colour || about.colour === "ffffff";
  const map = source.kind === "difference" ? "difference" : plainColour ? "gray" : about.colour;
  return { low: about?.window?.[0] ?? null, high: about?.window?.[1] ?? null, map };
}

/** A canvas with the tile as it looks. */
export function coloured(tile, kind, look) {
  const canvas = tile.canvas ?? document.createElement("canvas");
  canvas.width = tile.width;
  canvas.height = tile.height;
  const context = canvas.getContext("2d");
  const image = context.createImageData(tile.width, tile.height);
  const pixels = new Uint32Array(image.data.buffer);
  if (kind === "labels") look.outlines ? outlines(tile, pixels) : labels(tile.data, pixels);
  else if (kind === "changes") for (let at = 0; at < pixels.length; at++) pixels[at] = CHANGES[tile.data[at]];
  else if (kind === "colours") image.data.set(tile.data);
  else values(tile.data, pixels, look);
  context.putImageData(image, 0, 0);
  return canvas;
}

function values(data, pixels, look) {
  const colours = table(look.map);
  const low = look.low ?? 0;
  const factor = 255 / Math.max(Number.MIN_VALUE, (look.high ?? 1) - low);
  const big = typeof data[0] === "bigint";
  for (let at = 0; at < pixels.length; at++) {
    const value = ((big ? Number(data[at]) : data[at]) - low) * factor;
    pixels[at] = value !== value ? 0 : colours[value <= 0 ? 0 : value >= 255 ? 255 : (value + 0.5) | 0];
  }
}

function labels(data, pixels) {
  let last = data[0];
  let colour = labelColour(last);
  for (let at = 0; at < pixels.length; at++) {
    if (data[at] !== last) {
      last = data[at];
      colour = labelColour(last);
    }
    pixels[at] = colour;
  }
}

function outlines({ data, width, height }, pixels) {
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const value = data[at];
      const edge = (x > 0 && data[at - 1] !== value) || (x < width - 1 && data[at + 1] !== value) || (y > 0 && data[at - width] !== value) || (y < height - 1 && data[at + width] !== value);
      pixels[at] = edge ? labelColour(value) : 0;
    }
  }
}

/** How often values occur, in 128 steps from the least to the greatest, and where 0.5 % and 99.5 % of them lie. */
export function statistics(tiles) {
  const sample = [];
  const total = tiles.reduce((sum, tile) => sum + tile.data.length, 0);
  const stride = Math.max(1, Math.floor(total / 60_000));
  for (const { data } of tiles) for (let at = 0; at < data.length; at += stride) {
    const value = Number(data[at]);
    if (Number.isFinite(value)) sample.push(value);
  }
  if (sample.length === 0) return null;
  sample.sort((a, b) => a - b);
  const at = (share) => sample[Math.min(sample.length - 1, Math.floor(share * sample.length))];
  const [least, greatest] = [sample[0], sample.at(-1)];
  const bins = new Uint32Array(128);
  for (const value of sample) bins[Math.min(127, Math.floor(((value - least) / (greatest - least || 1)) * 128))]++;
  const [low, high] = [at(0.005), at(0.995)];
  return { least, greatest, bins, low, high: high > low ? high : greatest > low ? greatest : low + 1 };
}
