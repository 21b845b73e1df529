// The contrast window: a histogram with two borders that can be dragged, and their numbers.

import { button, colour, el, sized } from "../dom.js";
import { number } from "../format.js";

export class Contrast {
  #canvas = el("canvas", { class: "histogram", "aria-hidden": "true" });
  #low;
  #high;
  #layer;
  #onchange;

  constructor(layer, onchange) {
    this.#layer = layer;
    this.#onchange = onchange;
    this.#low = this.#field("Darkest value", "low");
    this.#high = this.#field("Brightest value", "high");
    this.box = el("div", { class: "contrast" }, this.#low, this.#canvas, this.#high,
      button("Auto", () => this.auto(), { title: "Contrast from this plane  c" }));
    let dragged = null;
    this.#canvas.addEventListener("pointerdown", (event) => {
      this.#canvas.setPointerCapture(event.pointerId);
      const { low, high } = layer.look;
      const value = this.#value(event);
      dragged = Math.abs(value - low) < Math.abs(value - high) ? "low" : "high";
      this.#set({ [dragged]: value });
    });
    this.#canvas.addEventListener("pointermove", (event) => dragged && this.#set({ [dragged]: this.#value(event) }));
    this.#canvas.addEventListener("pointerup", () => (dragged = null));
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(this.#canvas);
  }

  auto() {
    this.#layer.measure(true);
    this.draw();
    this.#onchange();
  }

  #field(label, which) {
    const field = el("input", { type: "number", step: "any", "aria-label": label, onchange: () => {
      const value = Number(field.value);
      if (field.value !== "" && Number.isFinite(value)) this.#set({ [which]: value });
    } });
    return field;
  }

  #set(change) {
    const look = { ...this.#layer.look, ...change };
    if (look.high <= look.low) return;
    this.#layer.restyle(change);
    this.draw();
    this.#onchange();
  }

  #range() {
    const { stats, look } = this.#layer;
    const least = Math.min(stats?.least ?? 0, look.low ?? 0);
    const greatest = Math.max(stats?.greatest ?? 1, look.high ?? 1);
    return [least, greatest > least ? greatest : least + 1];
  }

  #value(event) {
    const box = this.#canvas.getBoundingClientRect();
    const [least, greatest] = this.#range();
    return Number((least + Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * (greatest - least)).toPrecision(5));
  }

  draw() {
    const { look, stats } = this.#layer;
    const { context, width, height } = sized(this.#canvas);
    this.#low.value = look.low === null ? "" : number(look.low);
    this.#high.value = look.high === null ? "" : number(look.high);
    if (!stats || look.low === null) return;
    const [least, greatest] = this.#range();
    const x = (value) => ((value - least) / (greatest - least)) * width;
    const most = Math.log1p(Math.max(...stats.bins));
    context.fillStyle = colour("--faint");
    stats.bins.forEach((amount, at) => {
      const left = x(stats.least + ((stats.greatest - stats.least) * at) / stats.bins.length);
      const tall = amount ? Math.max(1, (Math.log1p(amount) / most) * height) : 0;
      context.fillRect(left, height - tall, Math.max(1, (x(stats.greatest) - x(stats.least)) / stats.bins.length), tall);
    });
    context.strokeStyle = colour("--accent");
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(x(look.low), height);
    context.lineTo(x(look.high), 0);
    context.stroke();
    context.fillStyle = colour("--accent");
    context.fillRect(Math.max(0, x(look.low) - 1), 0, 2, height);
    context.fillRect(Math.min(width - 2, x(look.high) - 1), 0, 2, height);
  }
}
