// JSON as a tree that opens and closes; what is closed is not in the page.

import { el } from "../dom.js";

const AT_ONCE = 100;
const OPEN_UP_TO = 12;

export function jsonTree(value) {
  return el("div", { class: "json" }, node(null, value, 0));
}

function node(name, value, depth) {
  const key = name === null ? null : [el("span", { class: "key" }, name), ": "];
  if (value === null || typeof value !== "object") return el("div", { class: "leaf" }, key, leaf(value));
  const entries = Array.isArray(value) ? value.map((item, index) => [index, item]) : Object.entries(value);
  const brackets = Array.isArray(value) ? "[]" : "{}";
  if (entries.length === 0) return el("div", { class: "leaf" }, key, brackets);
  const inside = el("div", { class: "inside" });
  const box = el("details", {}, el("summary", {}, key, el("span", { class: "brackets" }, brackets[0], ` ${short(value, entries)} `, brackets[1])), inside);
  const open = () => box.open && !inside.firstChild && more(inside, entries, 0, depth);
  box.addEventListener("toggle", open);
  if (depth < 2 && entries.length <= OPEN_UP_TO) {
    box.open = true;
    open();
  }
  return box;
}

function more(inside, entries, from, depth) {
  for (const [key, value] of entries.slice(from, from + AT_ONCE)) inside.append(node(key, value, depth + 1));
  const next = from + AT_ONCE;
  if (next >= entries.length) return;
  const button = el("button", { type: "button", onclick: () => {
    button.remove();
    more(inside, entries, next, depth);
  } }, `${entries.length - next} more`);
  inside.append(button);
}

function short(value, entries) {
  if (!Array.isArray(value)) return entries.length > 4 ? `${entries.length} members` : entries.map(([key]) => key).join(", ");
  const plain = value.slice(0, 6).every((item) => item === null || typeof item !== "object");
  return plain && value.length <= 6 ? value.map((item) => JSON.stringify(item, (k, v) => (typeof v === "bigint" ? String(v) : v))).join(", ").slice(0, 80) : `${entries.length} values`;
}

function leaf(value) {
  const kind = value === null ? "null" : typeof value;
  return el("span", { class: `value ${kind}` }, kind === "string" ? JSON.stringify(value) : String(value));
}
