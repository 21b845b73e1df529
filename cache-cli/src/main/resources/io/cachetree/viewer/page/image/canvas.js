// A canvas with layers: draws them, and takes pointer and wheel.

import { button, el, fill, sized } from "../dom.js";
import { PLANES } from "./state.js";
import { physical, spoken } from "./words.js";

const TOO_LARGE = "Too much of the image is in sight to be shown at once. Zoom in to see a part of it.";

export class ImageCanvas {
  #state;
  #canvas = el("canvas", { tabindex: "0", role: "img", "aria-label": "Image" });
  #told = el("output", { class: "told" });
  #failure = el("div", { class: "failure", role: "alert", hidden: true });
  #caption;
  #busy = el("span", { class: "busy", hidden: true }, "loading");
  #waiting = false;
  #measured = false;
  layers = [];
  /** Called when all in sight has been loaded, and other values are in sight than before. */
  onmeasured = () => {};

  constructor(state, caption) {
    this.#state = state;
    this.#caption = el("figcaption", {}, caption ?? "");
    this.box = el("figure", { class: "image" }, this.#caption, el("div", { class: "stage" }, this.#canvas, this.#busy, this.#failure), this.#told);
    this.#listen();
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(this.#canvas);
    this.heard = () => this.draw();
    state.addEventListener("change", this.heard);
  }

  stop() {
    this.observer.disconnect();
    this.#state.removeEventListener("change", this.heard);
  }

  focus() {
    this.#canvas.focus({ preventScroll: true });
  }

  caption(text) {
    fill(this.#caption, text);
  }

  draw() {
    this.box.dataset.complete = "false";
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.#render();
    });
  }

  #render() {
    try {
      this.#paint();
      this.#complain();
    } catch (error) {
      this.#busy.hidden = true;
      this.#say(`The image cannot be drawn: ${error.message}`);
    }
  }

  #paint() {
    const { context, width, height, ratio } = sized(this.#canvas);
    if (width === 0 || height === 0) return;
    if (this.#state.fitted) this.#state.fit(width, height);
    for (const layer of this.layers) layer.want(width, height, ratio);
    const complete = this.layers.every((layer) => layer.complete);
    if (complete && this.layers.filter((layer) => layer.measure()).length) this.onmeasured();
    context.clearRect(0, 0, width, height);
    for (const layer of this.layers) layer.draw(context, width, height);
    this.#scaleBar(context, width, height);
    if (this.#state.pointer) this.#cross(context, width, height);
    this.#tell();
    this.#busy.hidden = complete;
    this.box.dataset.complete = String(complete);
    this.box.dataset.slice = JSON.stringify(this.#state.index);
  }

  #complain() {
    const failure = this.layers.map((layer) => layer.failure).find(Boolean);
    if (this.layers.some((layer) => layer.tooLarge)) this.#say(TOO_LARGE, false);
    else this.#say(failure ? `A part of the image cannot be read: ${failure}` : "");
  }

  #say(text, again = true) {
    this.#failure.hidden = !text;
    if (!text || this.#failure.dataset.why === text) return;
    this.#failure.dataset.why = text;
    fill(this.#failure, el("p", {}, text), again ? button("Try again", () => this.#retry()) : null);
  }

  #retry() {
    delete this.#failure.dataset.why;
    for (const layer of this.layers) layer.retry();
    this.draw();
  }

  #scaleBar(context, width, height) {
    const column = this.#state.source.axes[this.#state.axis(PLANES[this.#state.plane][1])];
    const length = nice((width / 5) / this.#state.zoom);
    const wide = length * this.#state.zoom;
    context.shadowColor = "#000"; // white images are common, too
    context.shadowBlur = 3;
    context.fillStyle = "#ffffffcc";
    context.fillRect(width - wide - 12, height - 12, wide, 3);
    context.font = "11px system-ui, sans-serif";
    context.textAlign = "right";
    context.fillText(`${length} ${column.unit ? spoken(column.unit) : "px"}`, width - 12, height - 17);
    context.shadowBlur = 0;
  }

  #cross(context, width, height) {
    if (this.#canvas.matches(":hover")) return;
    const [x, y] = this.#place(this.#state.pointer, width, height);
    context.strokeStyle = "#ffffffa0";
    context.beginPath();
    context.moveTo(x - 9, y);
    context.lineTo(x + 9, y);
    context.moveTo(x, y - 9);
    context.lineTo(x, y + 9);
    context.stroke();
  }

  #place([x, y], width, height) {
    const { zoom, centre } = this.#state;
    return [(x - centre[0]) * zoom + width / 2, (y - centre[1]) * zoom + height / 2];
  }

  #world(event) {
    const { zoom, centre } = this.#state;
    const box = this.#canvas.getBoundingClientRect();
    return [(event.clientX - box.left - box.width / 2) / zoom + centre[0], (event.clientY - box.top - box.height / 2) / zoom + centre[1]];
  }

  #tell() {
    const place = this.#state.pointer;
    fill(this.#told, place ? physical(this.#state, place, this.layers) : "");
  }

  #listen() {
    const canvas = this.#canvas;
    let from = null;
    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.#state.zoomBy(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), this.#world(event));
    }, { passive: false });
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      from = [event.clientX, event.clientY];
    });
    canvas.addEventListener("pointermove", (event) => {
      if (this.#state.zoom === null) return;
      if (from && (event.clientX !== from[0] || event.clientY !== from[1])) {
        this.#state.pan(event.clientX - from[0], event.clientY - from[1]);
        from = [event.clientX, event.clientY];
      }
      this.#state.point(this.#world(event));
    });
    canvas.addEventListener("pointerup", () => (from = null));
    canvas.addEventListener("pointercancel", () => (from = null));
    canvas.addEventListener("pointerleave", () => this.#state.point(null));
    canvas.addEventListener("dblclick", () => this.#state.showAll());
  }
}

/** The greatest of 1, 2, 5, 10, ... that is not more. */
function nice(length) {
  const power = 10 ** Math.floor(Math.log10(length));
  return Number((power * [5, 2, 1].find((step) => step * power <= length)).toPrecision(3));
}
