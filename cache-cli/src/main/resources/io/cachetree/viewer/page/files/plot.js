// Plots on a canvas: histogram, scatter, line.

import { colour, el, sized } from "../dom.js";
import { number } from "../format.js";

const MARGIN = { left: 62, right: 14, top: 12, bottom: 40 };

/** A plot that fills its box: `draw(frame)` is asked whenever its size changes. */
export class Plot {
  #canvas = el("canvas", { role: "img", "aria-label": "Plot" });
  #told = el("output", { class: "told" });
  #what = null;
  box = el("figure", { class: "plot" }, this.#canvas, this.#told);

  constructor() {
    this.observer = new ResizeObserver(() => this.#draw());
    this.observer.observe(this.#canvas);
    this.themed = () => this.#draw();
    window.addEventListener("theme", this.themed);
    this.#canvas.addEventListener("pointermove", (event) => this.#tell(event));
    this.#canvas.addEventListener("pointerleave", () => (this.#told.textContent = ""));
  }

  stop() {
    this.observer.disconnect();
    window.removeEventListener("theme", this.themed);
  }

  histogram(values, name) {
    const finite = values.filter(Number.isFinite);
    const bins = Math.max(1, Math.min(60, Math.ceil(Math.sqrt(finite.length))));
    const [least, greatest] = range(finite);
    const counts = new Uint32Array(bins);
    for (const value of finite) counts[Math.min(bins - 1, Math.floor(((value - least) / (greatest - least)) * bins))]++;
    const most = counts.reduce((a, b) => Math.max(a, b), 1);
    this.#show({ x: [least, greatest], y: [0, most], xName: name, yName: "rows", kind: "histogram", counts });
  }

  scatter(xs, ys, xName, yName) {
    this.#show({ x: padded(range(xs)), y: padded(range(ys)), xName, yName, kind: "scatter", xs, ys });
  }

  line(ys, yName) {
    this.#show({ x: [0, Math.max(1, ys.length - 1)], y: padded(range(ys)), xName: "index", yName, kind: "line", ys });
  }

  #show(what) {
    this.#what = what;
    this.box.dataset.plot = what.kind;
    this.#draw();
  }

  #frame(width, height) {
    const { x, y } = this.#what;
    const wide = width - MARGIN.left - MARGIN.right;
    const high = height - MARGIN.top - MARGIN.bottom;
    return {
      wide, high,
      px: (value) => MARGIN.left + ((value - x[0]) / (x[1] - x[0])) * wide, py: (value) => MARGIN.top + high - ((value - y[0]) / (y[1] - y[0])) * high,
      vx: (at) => x[0] + ((at - MARGIN.left) / wide) * (x[1] - x[0]), vy: (at) => y[0] + ((MARGIN.top + high - at) / high) * (y[1] - y[0]),
    };
  }

  #draw() {
    if (!this.#what) return;
    const { context, width, height } = sized(this.#canvas);
    if (width < 100 || height < 80) return;
    const frame = this.#frame(width, height);
    context.clearRect(0, 0, width, height);
    axes(context, this.#what, frame, height);
    context.fillStyle = colour("--accent");
    context.strokeStyle = colour("--accent");
    ({ histogram: bars, scatter: points, line: curve })[this.#what.kind](context, this.#what, frame);
  }

  #tell(event) {
    if (!this.#what) return;
    const { kind, counts, x, xName, yName } = this.#what;
    const box = this.#canvas.getBoundingClientRect();
    const frame = this.#frame(box.width, box.height);
    const vx = frame.vx(event.clientX - box.left);
    if (vx < x[0] || vx > x[1]) return;
    const bin = counts && Math.min(counts.length - 1, Math.floor(((vx - x[0]) / (x[1] - x[0])) * counts.length));
    this.#told.textContent = kind === "histogram"
      ? `${number(x[0] + ((x[1] - x[0]) * bin) / counts.length)} to ${number(x[0] + ((x[1] - x[0]) * (bin + 1)) / counts.length)}: ${counts[bin]}`
      : kind === "line" ? `${Math.round(vx)}: ${number(Number(this.#what.ys[Math.round(vx)]))}`
        : `${xName} ${number(vx)}, ${yName} ${number(frame.vy(event.clientY - box.top))}`;
  }
}

function range(values) {
  let least = Infinity;
  let greatest = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  if (least > greatest) return [0, 1];
  return least === greatest ? [least - 0.5, greatest + 0.5] : [least, greatest];
}

function padded([least, greatest]) {
  const by = (greatest - least) * 0.04;
  return [least - by, greatest + by];
}

function ticks([least, greatest], most) {
  const rough = (greatest - least) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
  const found = [];
  for (let at = Math.ceil(least / step); at * step <= greatest + step * 1e-9; at++) found.push(Number((at * step).toPrecision(12)));
  return found;
}

function axes(context, { x, y, xName, yName }, { wide, high, px, py }, height) {
  context.font = "12px system-ui, sans-serif";
  context.lineWidth = 1;
  context.strokeStyle = colour("--line");
  context.fillStyle = colour("--quiet");
  context.textAlign = "center";
  for (const tick of ticks(x, Math.max(2, wide / 90))) {
    line(context, px(tick), MARGIN.top, px(tick), MARGIN.top + high);
    context.fillText(number(tick), px(tick), height - MARGIN.bottom + 16);
  }
  context.textAlign = "right";
  for (const tick of ticks(y, Math.max(2, high / 45))) {
    line(context, MARGIN.left, py(tick), MARGIN.left + wide, py(tick));
    context.fillText(number(tick), MARGIN.left - 6, py(tick) + 4);
  }
  context.fillStyle = colour("--text");
  context.textAlign = "center";
  context.fillText(xName, MARGIN.left + wide / 2, height - 6);
  context.save();
  context.translate(12, MARGIN.top + high / 2);
  context.rotate(-Math.PI / 2);
  context.fillText(yName, 0, 0);
  context.restore();
}

function line(context, x0, y0, x1, y1) {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

function bars(context, { counts }, { wide, high, py }) {
  counts.forEach((amount, at) => {
    const left = MARGIN.left + (at / counts.length) * wide;
    context.fillRect(left + 0.5, py(amount), wide / counts.length - 1, MARGIN.top + high - py(amount));
  });
}

function points(context, { xs, ys }, { px, py }) {
  const size = xs.length > 5000 ? 2 : xs.length > 500 ? 3 : 5;
  context.globalAlpha = xs.length > 500 ? 0.5 : 0.8;
  for (let at = 0; at < xs.length; at++) {
    if (!Number.isFinite(xs[at]) || !Number.isFinite(ys[at])) continue;
    context.beginPath();
    context.arc(px(xs[at]), py(ys[at]), size / 2, 0, 7);
    context.fill();
  }
  context.globalAlpha = 1;
}

function curve(context, { ys }, { px, py, wide }) {
  const step = Math.max(1, Math.floor(ys.length / (wide * 4)));
  context.lineWidth = 1.5;
  context.beginPath();
  let pen = false;
  for (let at = 0; at < ys.length; at += step) {
    if (!Number.isFinite(ys[at])) pen = false;
    else if (pen) context.lineTo(px(at), py(ys[at]));
    else {
      context.moveTo(px(at), py(ys[at]));
      pen = true;
    }
  }
  context.stroke();
}
