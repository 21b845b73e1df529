// node image.mjs <folder with node_modules> <image>
//
// Reads an image of OME-Zarr 0.5 that ours wrote, with zarrita, and computes its levels anew, as ome.py does for 0.4: element
// i of the image, counted in C order, is i % 60000, and of each of its labels i % 7.
import { pathToFileURL } from "node:url";

const [modules, folder] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(`${modules}/node_modules/${path}`));
const zarr = await load("zarrita/dist/src/index.js");
const { default: FileSystemStore } = await load("@zarrita/storage/dist/src/fs.js");

const count = (shape) => shape.reduce((a, b) => a * b, 1);
const mean = (values) => Math.floor(values.reduce((a, b) => a + b, 0) / values.length + 0.5);

function mode(values) {
  const often = (value) => values.filter((each) => each === value).length;
  return values.reduce((best, each) => (often(each) > often(best) ? each : best)); // the first of several
}

function halve({ shape, data }, reduce) {
  const [rows, columns] = shape.slice(-2);
  const half = [...shape.slice(0, -2), Math.ceil(rows / 2), Math.ceil(columns / 2)];
  const coarser = [];
  for (let plane = 0; plane < count(shape.slice(0, -2)); plane++) {
    for (let y = 0; y < rows; y += 2) {
      for (let x = 0; x < columns; x += 2) {
        const block = [];
        for (let j = y; j < Math.min(y + 2, rows); j++) {
          for (let i = x; i < Math.min(x + 2, columns); i++) block.push(data[(plane * rows + j) * columns + i]);
        }
        coarser.push(reduce(block));
      }
    }
  }
  return { shape: half, data: coarser };
}

async function check(path, modulo, reduce) {
  const group = await zarr.open(new FileSystemStore(path), { kind: "group" });
  const { multiscales: [multiscale], version } = group.attrs.ome;
  let expected = null;
  for (const { path: level } of multiscale.datasets) {
    const array = await zarr.open(group.resolve(level), { kind: "array" });
    const { data } = await zarr.get(array);
    expected = expected
      ? halve(expected, reduce)
      : { shape: array.shape, data: Array.from({ length: count(array.shape) }, (_, i) => i % modulo) };
    if (String(array.shape) !== String(expected.shape)) throw new Error(`${path}/${level}: shape ${array.shape}`);
    if (data.length !== expected.data.length) throw new Error(`${path}/${level}: ${data.length} elements`);
    for (let i = 0; i < data.length; i++) {
      if (Number(data[i]) !== expected.data[i]) throw new Error(`${path}/${level}: ${data[i]} at ${i}, not ${expected.data[i]}`);
    }
  }
  console.log(version, multiscale.name, multiscale.datasets.length, "levels");
}

await check(folder, 60000, mean);
const labels = await zarr.open(new FileSystemStore(`${folder}/labels`), { kind: "group" });
for (const name of labels.attrs.ome.labels) await check(`${folder}/labels/${name}`, 7, mode);
