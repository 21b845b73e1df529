// An npy file: numbers as table and plot, planes as image.

import { wholeFile } from "../data.js";
import { button, el, fill } from "../dom.js";
import { number } from "../format.js";
import { memorySource } from "../image/memory.js";
import { Panel } from "../image/panel.js";
import { Grid } from "./grid.js";
import { readNpy } from "./npyformat.js";
import { Plot } from "./plot.js";
import { plotChoice } from "./table.js";

const LARGEST = 256_000_000;
const MOST_COLUMNS = 200;
const SHORTEST_SIDE = 9;
const MOST_LENGTHS = 16;

export async function show(box, context) {
  const array = readNpy(await wholeFile(context.url, LARGEST));
  const planes = array.shape.length >= 2 && array.data.length > 0;
  const asTable = array.shape.length <= 2 && (array.shape[1] ?? 1) <= MOST_COLUMNS;
  let stop = () => {};
  let turns = 0;
  const area = el("div", { class: "area" });
  const leave = () => {
    turns++;
    stop();
    stop = () => {};
  };
  const turn = async (kind) => {
    leave();
    const mine = turns;
    for (const one of buttons) one.setAttribute("aria-pressed", String(one.dataset.as === kind));
    const end = kind === "table" ? table(fill(area), array) : await image(fill(area), array, context);
    if (mine === turns) stop = end;
    else end(); // something else was chosen meanwhile
  };
  const buttons = [planes ? "image" : null, asTable ? "table" : null].filter(Boolean).map((kind) => button(kind, () => turn(kind), { "data-as": kind }));
  fill(box, el("div", { class: "tools" }, buttons.length > 1 ? el("span", { class: "group" }, buttons) : null), area);
  if (!planes && !asTable) throw new Error(`An array of shape [${array.shape.join(", ")}] cannot be shown.`);
  await turn(planes && (!asTable || looksLikeImage(array.shape)) ? "image" : "table");
  return leave;
}

/** A few columns, or rows without end, are rather read than looked at. */
function looksLikeImage([rows, columns]) {
  const [shorter, longer] = [Math.min(rows, columns), Math.max(rows, columns)];
  return shorter >= SHORTEST_SIDE && longer <= MOST_LENGTHS * shorter;
}

async function image(area, { data, shape, type }, context) {
  const panel = new Panel(area, context, memorySource(data, shape, type), async (view, url) => {
    const other = readNpy(await wholeFile(url, LARGEST));
    return memorySource(other.data, other.shape, other.type);
  });
  await panel.start();
  return () => panel.stop();
}

function table(area, { data, shape, type }) {
  const rowCount = shape.length === 0 ? 1 : shape[0];
  const width = shape.length === 2 ? shape[1] : 1;
  const index = { name: "row", numeric: true, value: (row) => row, text: String };
  const cells = Array.from({ length: width }, (_, at) => ({
    name: width === 1 ? "value" : String(at), numeric: true, value: (row) => Number(data[row * width + at]),
    text: (row) => (typeof data[0] === "bigint" ? String(data[row * width + at]) : number(data[row * width + at])),
  }));
  const grid = new Grid([index, ...cells], rowCount);
  const plot = new Plot();
  const line = width === 1 && rowCount > 1;
  fill(area, el("div", { class: "tools" }, plotChoice(cells, rowCount, plot), el("span", { class: "what" }, `${type} [${shape.join(", ")}]`)), plot.box, grid.box);
  plot.box.hidden = !line;
  if (line) plot.line(Array.from(data, Number), "value");
  grid.start();
  return () => {
    plot.stop();
    grid.stop();
  };
}
