// One entry at a glance: why it ran, its inputs, what differs from the entry before, its result, outputs, origin.

import { difference, fileEnd, fileUrl } from "./data.js";
import { button, el, fill, problem } from "./dom.js";
import { bytes, count, moment, seconds, step } from "./format.js";
import { jsonTree } from "./files/jsontree.js";
import { go } from "./route.js";
import { views } from "./views.js";

const LONG = 240;
const MOST_OF_ERROR = 20_000;

export function overview(box, { node, item, items }) {
  if (item.attempt) return attempt(box, node, item);
  const entry = item.entry;
  let left = false;
  const differs = el("div", {});
  fill(box, reason(entry), changes(entry), differs, inputs(entry), outputs(node, item), result(entry), called(entry), origin(entry));
  if (entry.before) {
    difference(node, entry.before, entry.key)
      .then((found) => left || !found || fill(differs, results(found, node, items, entry)))
      .catch((error) => left || fill(differs, problem(error.message)));
  }
  return () => (left = true);
}

function attempt(box, node, item) {
  const { name, state, since, images, outputs: files } = item.attempt;
  const written = images?.length || files?.length ? `Files of ${name}, which is not committed:` : "It has written nothing.";
  fill(box,
    el("p", { class: "reason" }, state === "running" ? "Runs" : `This attempt ${state === "killed" ? "was killed" : state}`, `, since ${moment(since)}.`),
    error(item.attempt), el("p", { class: "hint" }, written), outputs(node, item));
}

/** What the step threw, as soon as it has been read. */
function error({ files, outputs: written }) {
  if (!files || !written?.some((file) => file.file === "error.txt")) return null;
  const box = el("div", {});
  fileEnd(fileUrl(files, "error.txt"), MOST_OF_ERROR)
    .then((read) => fill(box, el("pre", { class: "error" }, new TextDecoder().decode(read))))
    .catch((failure) => fill(box, problem(failure.message)));
  return box;
}

function section(name, ...content) {
  return content.flat().some(Boolean) ? el("section", { class: "part" }, el("h3", {}, name), content) : null;
}

function reason(entry) {
  return el("p", { class: "reason" }, "Why it ran: ", el("strong", {}, entry.reason ?? "not known"),
    el("span", { class: "took" }, ` · ${seconds(entry.seconds)}${entry.secondsInSteps ? `, of which ${seconds(entry.secondsInSteps)} in steps` : ""} · ${moment(entry.committed)}`));
}

function changes(entry) {
  const list = (entry.changes ?? []).filter((change) => change.text && change.text !== entry.reason);
  return list.length ? section(`Against the entry before it, @${entry.before}`, el("ul", { class: "changes" }, list.map((change) =>
    el("li", {}, el("span", { class: "kind" }, change.kind), change.text,
      change.parts?.length ? el("ul", {}, change.parts.map((part) => el("li", {}, `${part.what}: ${part.change}`))) : null)))) : null;
}

function results(found, node, items, entry) {
  if (!found.results?.length) return null;
  return section(`Results against @${entry.before}`, el("table", { class: "plain" }, el("tbody", {}, found.results.map((result) =>
    el("tr", { class: `outcome-${result.outcome}` }, el("th", { scope: "row" }, result.name), el("td", {}, result.outcome),
      el("td", {}, result.summary, result.details?.length ? details(result.details) : null),
      el("td", {}, compares(result, items, entry) ? button("Compare", () => go({ node, key: entry.key, view: result.name, with: entry.before })) : null))))));
}

function compares(result, items, entry) {
  const has = (key) => items.some((item) => item.id === key && views(item).some((view) => view.id === result.name && view.kind === "image"));
  return result.outcome !== "same" && has(entry.key) && has(entry.before);
}

function details(lines) {
  return el("details", {}, el("summary", {}, count(lines.length, "detail")), el("pre", {}, lines.join("\n")));
}

function inputs(entry) {
  const changed = new Map((entry.changes ?? []).filter((change) => change.kind === "input").map((change) => [change.name, change]));
  const rows = (entry.inputs ?? []).map((input) => {
    const change = changed.get(input.name);
    return el("tr", { class: change ? "changed" : null, title: `fingerprint ${input.fingerprint}` },
      el("th", { scope: "row" }, input.name), el("td", {}, value(input.value)),
      el("td", { class: "before" }, change?.before !== undefined ? `was ${change.before}` : (input.kind === "parameter" ? "" : input.kind)));
  });
  return section("Inputs", rows.length ? el("table", { class: "plain inputs" }, el("tbody", {}, rows)) : null);
}

function value(text) {
  const whole = String(text ?? "");
  if (whole.length <= LONG) return whole;
  return el("details", { class: "long" }, el("summary", {}, `${whole.slice(0, LONG)}…`), el("pre", {}, whole));
}

function outputs(node, item) {
  const all = views(item).slice(1);
  const open = (view) => el("button", { type: "button", class: "link", onclick: () => go({ node, key: item.id, view: view.id }) }, view.label);
  const what = (view) => (view.image ? [view.image.kind, view.image.type, view.image.shape ? `[${view.image.shape.join(", ")}]` : ""].filter(Boolean).join(" ") : view.kind);
  const left = item.entry?.outputsLeft;
  return section("Outputs", all.length ? el("table", { class: "plain outputs" }, el("tbody", {}, all.map((view) => el("tr", {},
    el("th", { scope: "row" }, open(view)), el("td", {}, what(view)),
    el("td", { class: "size" }, bytes(view.image?.bytes ?? view.file?.bytes)), el("td", {}, view.image?.fileCount ? count(view.image.fileCount, "file") : ""))))) : null, left ? el("p", { class: "left" }, `${left} more files are not listed.`) : null);
}

function result(entry) {
  return entry.result === undefined || entry.result === null ? null : section("Result", jsonTree(entry.result));
}

function called(entry) {
  return section("Called", entry.calls?.length ? el("ul", { class: "calls" }, entry.calls.map((call) => el("li", {},
    el("button", { type: "button", class: "link", onclick: () => go({ node: call.node }) }, call.node), ` ${call.times}× ${step(call.step)}`))) : null);
}

function origin(entry) {
  const facts = [
    ["step", step(entry.step)], ["key", entry.key], ["started", moment(entry.started)], ["committed", moment(entry.committed)],
    ["by", [entry.user, entry.host].filter(Boolean).join("@") + (entry.pid ? `, process ${entry.pid}` : "")], ["Java", entry.java],
    ["code", entry.code], ["version", entry.version], ["codec", entry.codec], ["not followed", entry.unfollowed?.join(", ")], ["directory", entry.directory],
    ...(entry.accepted ?? []).map((word) => ["accepted", `by ${word.by}, ${moment(word.at)}: ${[word.changes].flat().join(", ")}`]),
  ].filter(([, fact]) => fact);
  return section("Origin", el("dl", { class: "facts" }, facts.map(([name, fact]) => [el("dt", {}, name), el("dd", {}, fact)])));
}
