// A list of which only the rows in sight are in the page.

import { el } from "./dom.js";

/** Shows `count` rows of equal height in a scrolling element; `draw(index)` makes the element of a row. */
export class Rows {
  #box;
  #height;
  #draw;
  #count = 0;
  #first = -1;
  #last = -1;
  #space;
  #waiting = false;

  constructor(box, height, draw) {
    this.#box = box;
    this.#height = height;
    this.#draw = draw;
    this.#space = el("div", { class: "rows", role: "presentation" });
    box.append(this.#space);
    box.addEventListener("scroll", () => this.#later(), { passive: true });
    new ResizeObserver(() => this.#later()).observe(box);
  }

  /** Shows this many rows, drawn anew. */
  show(count) {
    this.#count = count;
    this.#space.style.height = `${count * this.#height}px`;
    this.redraw();
  }

  redraw() {
    this.#first = -1;
    this.#render();
  }

  /** Scrolls as little as needed for a row to be in sight. */
  reveal(index) {
    const top = index * this.#height;
    const from = this.#box.scrollTop;
    const space = this.#box.clientHeight - this.#space.offsetTop;
    if (top < from) this.#box.scrollTop = top;
    else if (top + this.#height > from + space) this.#box.scrollTop = top + this.#height - space;
    this.#render();
  }

  /** How many rows fit. */
  get page() {
    return Math.max(1, Math.floor(this.#box.clientHeight / this.#height) - 1);
  }

  #later() {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.#render();
    });
  }

  #render() {
    const from = this.#box.scrollTop;
    const first = Math.max(0, Math.floor(from / this.#height) - 8);
    const last = Math.min(this.#count, Math.ceil((from + (this.#box.clientHeight || 600)) / this.#height) + 8);
    if (first === this.#first && last === this.#last) return;
    this.#first = first;
    this.#last = last;
    const rows = document.createDocumentFragment();
    for (let index = first; index < last; index++) {
      const row = this.#draw(index);
      row.style.top = `${index * this.#height}px`;
      row.style.height = `${this.#height}px`;
      rows.append(row);
    }
    this.#space.replaceChildren(rows);
  }
}
