// A table of comma- or tab-separated values: sortable, with a plot of its columns.

import { wholeFile } from "../data.js";
import { choice, el, fill } from "../dom.js";
import { count } from "../format.js";
import { numeric, rows, separator } from "./csv.js";
import { Grid } from "./grid.js";
import { Plot } from "./plot.js";

const LARGEST = 64_000_000;

export async function show(box, { url, view }) {
  const text = new TextDecoder().decode(await wholeFile(url, LARGEST));
  const [names = [], ...body] = rows(text, /\.tsv$/i.test(view.id) ? "\t" : separator(text));
  const columns = names.map((name, at) => column(name, at, body));
  const grid = new Grid(columns, body.length);
  const plot = new Plot();
  fill(box, el("div", { class: "tools" }, plotChoice(columns, body.length, plot), el("span", { class: "what" }, `${count(body.length, "row")}, ${count(names.length, "column")}`)), plot.box, grid.box);
  plot.box.hidden = true;
  grid.start();
  return () => {
    plot.stop();
    grid.stop();
  };
}

function column(name, at, body) {
  const isNumeric = numeric(body.map((row) => row[at] ?? ""));
  const text = (row) => body[row][at] ?? "";
  return { name, numeric: isNumeric, text, value: isNumeric ? (row) => parsed(text(row)) : text };
}

function parsed(text) {
  if (text === "") return NaN;
  return /inf/i.test(text) ? (text.startsWith("-") ? -Infinity : Infinity) : Number(text);
}

/** A choice of what is plotted: the histogram of a column, or one against another. */
export function plotChoice(columns, rowCount, plot) {
  const numbers = columns.map((one, at) => [String(at), one.name]).filter(([at]) => columns[at].numeric);
  if (!numbers.length || rowCount === 0) return null;
  const values = (at) => Array.from({ length: rowCount }, (_, row) => columns[at].value(row));
  const state = { x: "", y: "" };
  const against = choice("Against", [["", "histogram"], ...numbers.map(([at, name]) => [at, `against ${name}`])], "", (at) => {
    state.y = at;
    draw();
  }, { disabled: true });
  const of = choice("Plot", [["", "no plot"], ...numbers], "", (at) => {
    state.x = at;
    draw();
  });
  function draw() {
    against.disabled = state.x === "";
    plot.box.hidden = state.x === "";
    if (state.x === "") return;
    if (state.y === "") plot.histogram(values(state.x), columns[state.x].name);
    else plot.scatter(values(state.y), values(state.x), columns[state.y].name, columns[state.x].name);
  }
  return el("span", { class: "group" }, el("label", {}, "Plot ", of), against);
}
