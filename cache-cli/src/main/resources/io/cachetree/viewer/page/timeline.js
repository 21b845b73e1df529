// A run over time: which step when, how long, read or computed, and what the run waited for.

import { isLive, timeline } from "./data.js";
import { button, choice, el, fill, problem } from "./dom.js";
import { count, moment, seconds } from "./format.js";
import { go, route } from "./route.js";
import { Rows } from "./rows.js";

const HEIGHT = 24;
const AGAIN = 2000;
const REST = 10; // times what reading and drawing took: long runs are large
const OPEN = ["running", "killed"];

export class TimelinePane {
  #box;
  #asked = 0;
  #view = null;

  constructor(box) {
    this.#box = box;
  }

  /** Shows the run that is asked for, else the newest; what is in view stays if it is the same. */
  async show(at) {
    const mine = ++this.#asked;
    const from = performance.now();
    try {
      const { runs } = await timeline();
      if (mine !== this.#asked) return;
      const isRunning = this.#draw(runs, at);
      const pause = Math.max(AGAIN, (performance.now() - from) * REST);
      if (isRunning && isLive()) setTimeout(() => mine === this.#asked && this.show(route()), pause);
    } catch (error) {
      if (mine === this.#asked) this.#fail(at, error);
    }
  }

  /** What is in view stays, and is asked for again. */
  #fail(at, error) {
    const mine = this.#asked;
    if (this.#view) setTimeout(() => mine === this.#asked && this.show(at), AGAIN);
    else fill(this.#box, problem(error.message), button("Try again", () => this.show(at)));
  }

  /** Forgets what is shown, since something else takes the place. */
  leave() {
    this.#asked++;
    this.#view?.stop();
    this.#view = null;
  }

  /** Returns whether what is shown goes on. */
  #draw(runs, at) {
    const run = runs.find((one) => id(one) === at.run) ?? runs.find((one) => at.run?.startsWith(name(one))) ?? runs[0];
    if (!run) {
      this.leave();
      fill(this.#box, el("p", { class: "hint" }, "No run yet: no step has been called."));
      return false;
    }
    if (!this.#view) {
      this.#view = new RunView();
      fill(this.#box, this.#view.parts);
    }
    this.#view.show(runs, run);
    return run.state === "running";
  }
}

function name(run) {
  return `${run.node}@${run.key}`;
}

/** A call that failed may have been committed before. */
function id(run) {
  return run.state === "computed" ? name(run) : `${name(run)} ${run.state}`;
}

/** The run with itself as the first step. */
function whole(run) {
  const { node, key, state } = run;
  const self = { node, key, state, started: 0, seconds: run.seconds, critical: !OPEN.includes(state), parent: null };
  return run.steps[0]?.node === run.node ? run : { ...run, steps: [self, ...run.steps.map((step) => ({ ...step, parent: step.parent + 1 }))] };
}

/** One run, with the choice of another one. */
class RunView {
  #choice = choice("Run", [], "", (to) => go({ ...route(), run: to }, true), { class: "run" });
  #reason = el("p", { class: "reason" });
  #scale = el("div", { class: "scale", "aria-hidden": "true" });
  #bars = el("div", { class: "bars", tabindex: "0", role: "list", "aria-label": "Steps" });
  #steps = [];
  #length = 0;
  #rows = new Rows(this.#bars, HEIGHT, (index) => bar(this.#steps[index].step, this.#steps[index].depth, this.#length));
  #shown = "";
  parts = [el("header", { class: "head" }, el("h2", {}, "Timeline")), el("div", { class: "tools" }, this.#choice), this.#reason,
    el("div", { class: "timeline" }, this.#scale, this.#bars)];

  stop() {
    this.#rows.stop();
  }

  show(runs, found) {
    this.#offer(runs);
    this.#choice.value = id(found);
    const shown = JSON.stringify(found);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const run = whole(found);
    this.#length = Math.max(run.seconds, ...run.steps.map((step) => step.started + step.seconds), 1e-3);
    this.#steps = nest(run.steps);
    fill(this.#reason, ...summary(run));
    fill(this.#scale, ticks(this.#length));
    const focused = [...this.#bars.querySelectorAll("button")].indexOf(document.activeElement);
    this.#rows.show(this.#steps.length);
    if (focused >= 0) this.#bars.querySelectorAll("button")[focused]?.focus({ preventScroll: true });
  }

  /** Changes of the list only what is new, since it may be open. */
  #offer(runs) {
    const options = this.#choice.options;
    runs.forEach((run, at) => {
      const length = run.state === "running" ? "" : `, ${seconds(run.seconds)}`; // this text stays, and that grows
      const text = `${moment(run.started)}  ${run.node}${length}: ${run.reason ?? run.state}`;
      if (options[at]?.value !== id(run)) options.add(el("option", { value: id(run) }, text), at);
    });
    options.length = runs.length;
  }
}

function summary(run) {
  const of = (state) => run.steps.filter((step) => step.state === state).length;
  const states = ["computed", ...["running", "failed", "killed"].filter(of)];
  const isCommitted = run.state === "computed";
  const amounts = states.map((state) => `${of(state)} ${state}`).join(", ");
  const reads = isCommitted ? `${of("read")} read` : "what it read is not known";
  const left = run.left ? `; ${run.left} shorter steps are not listed` : "";
  return [`${count(run.steps.length, "step")}, ${amounts}, ${reads}; on ${run.host ?? "an unknown host"}: ${took(run)}${left}. `,
    el("span", { class: "legend" }, OPEN.includes(run.state) ? null : key("critical", critical(run)),
      states.map((state) => key(state, state)), key("own", "own time"), isCommitted ? key("read", "read") : null)];
}

function critical(run) {
  const own = run.steps.filter((step) => step.critical).reduce((sum, step) => sum + (step.own ?? 0), 0);
  return `critical path${own ? ` (own time ${seconds(own)})` : ""}`;
}

/** How long a run or a step took, with what is known of its end. */
function took({ state, seconds: length }) {
  const text = seconds(length);
  return {
    running: `running for ${text} when this was read`,
    failed: `failed after ${text}`,
    killed: `killed, ${text} until the last sign of life`,
  }[state] ?? text;
}

function key(kind, words) {
  return [el("span", { class: "key" }, el("i", { class: kind }), words), " "];
}

/** Each step behind the one that called it, as the indentation says; those of one caller as they were started, then what was read. */
function nest(steps) {
  const below = new Map([[-1, []]]);
  steps.forEach((step, at) => {
    const parent = step.parent ?? -1;
    if (!below.has(parent)) below.set(parent, []);
    below.get(parent).push(at);
  });
  const rows = [];
  const open = below.get(-1).map((at) => ({ at, depth: 0 })).reverse();
  while (open.length) {
    const { at, depth } = open.pop();
    rows.push({ step: steps[at], depth });
    open.push(...(below.get(at) ?? []).map((child) => ({ at: child, depth: depth + 1 })).reverse());
  }
  return rows;
}

/** The text stands to the right of its line, where the last one needs room, too. */
function ticks(length) {
  const rough = length / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough);
  const found = [];
  for (let at = 0; at <= length * 0.85; at += step) found.push(el("span", { style: { left: `${(at / length) * 100}%` } }, at === 0 ? "0" : seconds(at)));
  return el("div", { class: "ticks" }, found);
}

function bar(step, deep, length) {
  const names = step.node.split("/");
  const left = `${Math.min(100, (step.started / length) * 100)}%`;
  const isRead = step.state === "read";
  const kind = `bar ${step.state}${step.critical ? " critical" : ""}`;
  const whole = el("span", { class: kind, style: { left, width: isRead ? "" : `max(3px, ${(step.seconds / length) * 100}%)` } });
  if (step.own !== undefined && step.seconds > 0) whole.append(own(step));
  return el("div", { class: "row step", role: "listitem", title: title(step) },
    el("button", { type: "button", class: "link name", style: { paddingLeft: `${8 + deep * 14}px` },
      onclick: () => go({ node: step.node, key: step.key }) }, names.at(-1)),
    el("span", { class: "took" }, isRead ? "read" : seconds(step.seconds)), el("span", { class: "track" }, whole));
}

function own(step) {
  return el("span", { class: "own", style: { width: `${Math.min(100, (step.own / step.seconds) * 100)}%` } });
}

function title(step) {
  const what = {
    computed: () => `computed in ${seconds(step.seconds)}${step.own === undefined ? "" : `, own time ${seconds(step.own)}`}`,
    read: () => `read${step.computed ? `, computed ${moment(step.computed)}` : ""}`,
  }[step.state] ?? (() => took(step));
  return [step.node, what(), step.critical ? "on the critical path" : ""].filter(Boolean).join("\n");
}
