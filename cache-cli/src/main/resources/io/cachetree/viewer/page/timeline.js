// A run over time: which step when, how long, read or computed, and what the run waited for.

import { timeline } from "./data.js";
import { choice, el, fill, problem } from "./dom.js";
import { count, moment, seconds } from "./format.js";
import { go, route } from "./route.js";
import { Rows } from "./rows.js";

const HEIGHT = 24;
let asked = 0;

export async function showTimeline(box, at) {
  const mine = ++asked;
  let runs;
  try {
    ({ runs } = await timeline());
  } catch (error) {
    if (mine === asked) fill(box, problem(error.message));
    return;
  }
  if (mine !== asked || route().page !== "timeline") return;
  const found = runs.find((one) => `${one.node}@${one.key}` === at.run) ?? runs[0];
  const run = found && whole(found);
  if (!run) fill(box, el("p", { class: "hint" }, "No run was committed yet."));
  else draw(box, runs, run);
}

/** The run with itself as the first step. */
function whole(run) {
  const self = { node: run.node, key: run.key, started: 0, seconds: run.seconds, state: "computed", critical: true, parent: null };
  return run.steps[0]?.node === run.node ? run : { ...run, steps: [self, ...run.steps.map((step) => ({ ...step, parent: step.parent + 1 }))] };
}

function draw(box, runs, run) {
  const id = (one) => `${one.node}@${one.key}`;
  const options = runs.map((one) => [id(one), `${moment(one.started)}  ${one.node}, ${seconds(one.seconds)}: ${one.reason ?? ""}`]);
  const computed = run.steps.filter((step) => step.state === "computed");
  const critical = computed.filter((step) => step.critical).reduce((sum, step) => sum + (step.own ?? 0), 0);
  const rows = el("div", { class: "bars", tabindex: "0", role: "list", "aria-label": "Steps" });
  const nested = nest(run.steps);
  const length = Math.max(run.seconds, ...run.steps.map((step) => step.started + step.seconds), 1e-3);
  fill(box, el("header", { class: "head" }, el("h2", {}, "Timeline")),
    el("div", { class: "tools" }, choice("Run", options, id(run), (to) => go({ ...route(), run: to }, true), { class: "run" })),
    el("p", { class: "reason" }, `${count(run.steps.length, "step")}, ${computed.length} computed, ${run.steps.length - computed.length} read; ${seconds(run.seconds)} on ${run.host ?? "an unknown host"}${run.left ? `; ${run.left} shorter steps are not listed` : ""}. `,
      el("span", { class: "legend" }, key("critical", `critical path${critical ? ` (own time ${seconds(critical)})` : ""}`), key("computed", "computed"), key("own", "own time"), key("read", "read"))),
    el("div", { class: "timeline" }, scale(length), rows));
  const list = new Rows(rows, HEIGHT, (index) => bar(nested[index].step, nested[index].depth, length));
  list.show(nested.length);
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

function scale(length) {
  const rough = length / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough);
  const ticks = [];
  for (let at = 0; at <= length * 0.97; at += step) ticks.push(el("span", { style: { left: `${(at / length) * 100}%` } }, at === 0 ? "0" : seconds(at)));
  return el("div", { class: "scale", "aria-hidden": "true" }, el("div", { class: "ticks" }, ticks));
}

function bar(step, deep, length) {
  const names = step.node.split("/");
  const left = `${Math.min(100, (step.started / length) * 100)}%`;
  const took = step.state === "computed" ? seconds(step.seconds) : "read";
  const kind = `bar ${step.state}${step.critical ? " critical" : ""}`;
  const whole = el("span", { class: kind, style: { left, width: step.state === "computed" ? `max(3px, ${(step.seconds / length) * 100}%)` : "" } });
  if (step.state === "computed" && step.own !== undefined && step.seconds > 0) whole.append(el("span", { class: "own", style: { width: `${Math.min(100, (step.own / step.seconds) * 100)}%` } }));
  const title = [step.node, step.state === "computed" ? `computed in ${seconds(step.seconds)}, own time ${seconds(step.own)}` : `read${step.computed ? `, computed ${moment(step.computed)}` : ""}`, step.critical ? "on the critical path" : ""].filter(Boolean).join("\n");
  return el("div", { class: "row step", role: "listitem", title },
    el("button", { type: "button", class: "link name", style: { paddingLeft: `${8 + deep * 14}px` }, onclick: () => go({ node: step.node, key: step.key }) }, names.at(-1)),
    el("span", { class: "took" }, took), el("span", { class: "track" }, whole));
}
