// From values to colours: maps for brightness, and a colour of its own for each label.

const steps = (text) => text.split(" ").map((hex) => [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16)));
const rows = (red, green, blue) => red.map((value, index) => [value, green[index], blue[index]]);

const STOPS = {
  gray: steps("000000 ffffff"),
  viridis: steps("440154 472d7b 3b528b 2c728e 21918c 28ae80 5ec962 addc30 fde725"),
  magma: steps("000004 180f3d 440f76 721f81 9e2f7f cd4071 f1605d fd9668 feca8d fcfdbf"),
  fire: rows(
    [0, 0, 1, 25, 49, 73, 98, 122, 146, 162, 173, 184, 195, 207, 217, 229, 240, 252, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255],
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 14, 35, 57, 79, 101, 117, 133, 147, 161, 175, 190, 205, 219, 234, 248, 255, 255, 255, 255],
    [0, 61, 96, 130, 165, 192, 220, 227, 210, 181, 151, 122, 93, 64, 35, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 35, 98, 160, 223, 255]),
  ice: steps("000000 001c30 00406b 0069a6 1f94cc 62bfe3 b3e2f2 ffffff"),
  red: steps("000000 ff0000"),
  green: steps("000000 00ff00"),
  blue: steps("000000 0000ff"),
  cyan: steps("000000 00ffff"),
  magenta: steps("000000 ff00ff"),
  yellow: steps("000000 ffff00"),
  difference: steps("2166ac 67a9cf 1c1c1c ef8a62 b2182b"),
};

export const MAPS = Object.keys(STOPS).filter((name) => name !== "difference");

const tables = new Map();

/** 256 colours as `0xAABBGGRR`, by the name of a map or as `#rrggbb` from black. */
export function table(name) {
  if (!tables.has(name)) tables.set(name, build(STOPS[name] ?? steps(`000000 ${name.replace("#", "")}`)));
  return tables.get(name);
}

function build(stops) {
  const colours = new Uint32Array(256);
  for (let at = 0; at < 256; at++) {
    const place = (at / 255) * (stops.length - 1);
    const low = Math.min(stops.length - 2, Math.floor(place));
    const mix = (part) => Math.round(stops[low][part] + (stops[low + 1][part] - stops[low][part]) * (place - low));
    colours[at] = packed(mix(0), mix(1), mix(2));
  }
  return colours;
}

function packed(red, green, blue) {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

const known = new Map();

/** The colour of a label: always the same for the same value, and none for 0. */
export function labelColour(value) {
  if (value === 0 || value === 0n) return 0;
  let colour = known.get(value);
  if (colour === undefined) {
    const bits = typeof value === "bigint" ? Number(BigInt.asUintN(32, value ^ (value >> 32n))) : value | 0;
    colour = fromHash(mixed(bits));
    if (known.size > 200_000) known.clear();
    known.set(value, colour);
  }
  return colour;
}

function mixed(bits) {
  let hash = bits ^ (bits >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function fromHash(hash) {
  const hue = (hash & 0xffff) / 65536;
  const saturation = 0.6 + 0.4 * (((hash >>> 16) & 0xff) / 255);
  const light = 0.45 + 0.25 * ((hash >>> 24) / 255);
  const spread = saturation * Math.min(light, 1 - light);
  const part = (offset) => {
    const at = (offset + hue * 12) % 12;
    return Math.round(255 * (light - spread * Math.max(-1, Math.min(at - 3, 9 - at, 1))));
  };
  return packed(part(0), part(8), part(4));
}
