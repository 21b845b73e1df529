// A list of which only the rows in sight are in the page.

import { el } from "./dom.js";

const TALLEST = 15_000_000; // pixels; browsers cut off elements that are a little taller

/** Shows `count` rows of equal height in a scrolling element; `draw(index)` makes the element of a row. */
export class Rows {
  #box;
  #height;
  #draw;
  #count = 0;
  #first = -1;
  #last = -1;
  #space;
  #shift = 0;
  #waiting = false;
  #observer = new ResizeObserver(() => this.#later());

  constructor(box, height, draw) {
    this.#box = box;
    this.#height = height;
    this.#draw = draw;
    this.#space = el("div", { class: "rows", role: "presentation" });
    box.append(this.#space);
    box.addEventListener("scroll", () => this.#later(), { passive: true });
    this.#observer.observe(box);
  }

  /** Lets go of the element, which is shown no more. */
  stop() {
    this.#observer.disconnect();
  }

  /** Shows this many rows; those before `changed` are what they were. */
  show(count, changed = 0) {
    this.#count = count;
    this.#space.style.height = `${Math.min(TALLEST, count * this.#height)}px`;
    if (changed < this.#last) this.redraw();
    else this.#render();
  }

  redraw() {
    this.#first = -1;
    this.#render();
  }

  /** Scrolls as little as needed for a row to be in sight. */
  reveal(index) {
    const top = index * this.#height;
    const from = this.#top();
    const space = this.#box.clientHeight - this.#space.offsetTop;
    if (top < from) this.#scrollTo(top);
    else if (top + this.#height > from + space) this.#scrollTo(top + this.#height - space);
    this.#render();
  }

  /** How many pixels a pixel of scrolling stands for: 1 unless the rows together are taller than an element can be. */
  get #scale() {
    const left = Math.max(0, this.#count * this.#height - TALLEST);
    return left === 0 ? 1 : 1 + left / (this.#box.scrollHeight - this.#box.clientHeight);
  }

  #top() {
    return this.#box.scrollTop * this.#scale;
  }

  #scrollTo(top) {
    this.#box.scrollTop = top / this.#scale;
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
    const from = this.#top();
    const shift = from - this.#box.scrollTop;
    const first = Math.max(0, Math.floor(from / this.#height) - 8);
    const last = Math.min(this.#count, Math.ceil((from + (this.#box.clientHeight || 600)) / this.#height) + 8);
    if (first === this.#first && last === this.#last && shift === this.#shift) return;
    this.#first = first;
    this.#last = last;
    this.#shift = shift;
    const rows = document.createDocumentFragment();
    for (let index = first; index < last; index++) {
      const row = this.#draw(index);
      row.style.top = `${index * this.#height - shift}px`;
      row.style.height = `${this.#height}px`;
      rows.append(row);
    }
    this.#space.replaceChildren(rows);
  }
}
