// A table of which only the rows in sight are in the page, sorted by the column that is asked for.

import { button, el, fill } from "../dom.js";
import { Rows } from "../rows.js";

const HEIGHT = 24;

/** Shows columns `{name, numeric, value(row), text(row)}` of `count` rows. */
export class Grid {
  #columns;
  #order;
  #sorted = null;
  #rows;
  #widths;
  #head = el("div", { class: "row head", role: "row" });
  box = el("div", { class: "grid", role: "table", tabindex: "0" });

  constructor(columns, count) {
    this.#columns = columns;
    this.#order = Uint32Array.from({ length: count }, (_, at) => at);
    this.#widths = columns.map((column) => width(column, count));
    this.box.append(this.#head);
  }

  start() {
    this.#rows = new Rows(this.box, HEIGHT, (at) => this.#row(this.#order[at]));
    this.box.querySelector(".rows").style.width = `${this.#widths.reduce((sum, one) => sum + one, 0)}px`;
    this.#drawHead();
    this.#rows.show(this.#order.length);
  }

  stop() {
    this.#rows.stop();
  }

  #drawHead() {
    fill(this.#head, this.#columns.map((column, at) => {
      const direction = this.#sorted?.at === at ? (this.#sorted.down ? "descending" : "ascending") : "none";
      const mark = { ascending: " ▴", descending: " ▾", none: "" }[direction];
      const cell = el("div", { class: column.numeric ? "cell number" : "cell", role: "columnheader", "aria-sort": direction }, button(column.name + mark, () => this.sort(at), { title: column.name }));
      cell.style.width = `${this.#widths[at]}px`;
      return cell;
    }));
  }

  /** Sorts by a column, the other way round if it is sorted by it already. */
  sort(at) {
    const down = this.#sorted?.at === at && !this.#sorted.down;
    this.#sorted = { at, down };
    const { value, numeric } = this.#columns[at];
    const keys = Array.from({ length: this.#order.length }, (_, row) => value(row));
    const compare = numeric ? (a, b) => numbers(keys[a], keys[b], down) : (a, b) => (down ? -1 : 1) * keys[a].localeCompare(keys[b], undefined, { numeric: true });
    this.#order.sort((a, b) => compare(a, b) || a - b);
    this.#drawHead();
    this.#rows.redraw();
  }

  #row(row) {
    return el("div", { class: "row", role: "row" }, this.#columns.map((column, at) => {
      const text = column.text(row);
      const cell = el("div", { class: column.numeric ? "cell number" : "cell", role: "cell", title: text.length > 12 ? text : null }, text);
      cell.style.width = `${this.#widths[at]}px`;
      return cell;
    }));
  }
}

/** Numbers by size, those that are none last. */
function numbers(a, b, down) {
  if (a !== a || b !== b) return (a !== a ? 1 : 0) - (b !== b ? 1 : 0);
  return (down ? -1 : 1) * (a < b ? -1 : a > b ? 1 : 0);
}

function width(column, count) {
  let longest = column.name.length + 3;
  for (let at = 0; at < count; at += Math.max(1, Math.floor(count / 200))) longest = Math.max(longest, column.text(at).length);
  return Math.min(360, 20 + longest * 8.2);
}
