// node zarrita.mjs <folder with node_modules> write|check <folder of arrays>
//
// Writes arrays with zarrita for ours to read, or checks those that ours wrote.
// Elements are those of zarr2.py.
import { readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [modules, action, folder] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(`${modules}/node_modules/${path}`));
const zarr = await load("zarrita/dist/src/index.js");
const { default: FileSystemStore } = await load("@zarrita/storage/dist/src/fs.js");

function element(i, type) {
  if (type === "bool") return i % 3 === 0;
  const value = ((i * i) % 121) - (type.startsWith("uint") ? 0 : 60);
  if (type.endsWith("int64")) return BigInt(value);
  return type.startsWith("float") ? value / 4 : value;
}

const count = (shape) => shape.reduce((a, b) => a * b, 1);

async function check() {
  for (const name of readdirSync(folder)) {
    const array = await zarr.open(new FileSystemStore(`${folder}/${name}`), { kind: "array" });
    const { data } = array.shape.length ? await zarr.get(array) : { data: [await zarr.get(array)] };
    const found = data.get ? Array.from({ length: data.length }, (_, i) => data.get(i)) : data;
    if (found.length !== count(array.shape)) throw new Error(`${name}: ${found.length} elements`);
    for (let i = 0; i < found.length; i++) {
      if (found[i] !== element(i, array.dtype)) throw new Error(`${name} (${array.dtype}): ${found[i]} at ${i}`);
    }
  }
}

const blosc = (cname, shuffle) => ({ name: "blosc", configuration: { cname, clevel: 5, shuffle, blocksize: 0, typesize: 4 } });
const bytes = (endian) => ({ name: "bytes", configuration: { endian } });
const codecs = [
  [bytes("little")],
  [bytes("big")],
  [{ name: "transpose", configuration: { order: [1, 0] } }, bytes("big"), { name: "zstd", configuration: { level: 1, checksum: false } }],
  [bytes("little"), { name: "zstd", configuration: { level: 3, checksum: false } }],
  [bytes("little"), blosc("zstd", "bitshuffle")],
  [bytes("little"), blosc("lz4", "shuffle")],
];
const arrays = {
  int8: Int8Array, uint8: Uint8Array, int16: Int16Array, uint16: Uint16Array, int32: Int32Array, uint32: Uint32Array,
  int64: BigInt64Array, uint64: BigUint64Array, float32: Float32Array, float64: Float64Array,
};

async function write() {
  const shape = [20, 33];
  for (const [type, Elements] of Object.entries(arrays)) {
    for (const [number, list] of codecs.entries()) {
      const store = new FileSystemStore(`${folder}/${type}-${number}`);
      const array = await zarr.create(store, { shape, chunkShape: [7, 16], dtype: type, codecs: list, fillValue: 0 });
      const data = Elements.from({ length: count(shape) }, (_, i) => element(i, type));
      await zarr.set(array, null, { data, shape, stride: [33, 1] });
    }
  }
}

await { write, check }[action]();
console.log("done");
