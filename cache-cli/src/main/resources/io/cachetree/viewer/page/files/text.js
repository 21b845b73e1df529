// Texts and logs, with search. What is no text is shown as bytes.

import { fileEnd } from "../data.js";
import { button, el, fill } from "../dom.js";
import { bytes, count } from "../format.js";
import { Rows } from "../rows.js";

const LARGEST = 8_000_000;
const HEIGHT = 19;
const LONGEST_LINE = 5000;
const LEVELS = /\b(ERROR|FATAL|SEVERE|WARN|WARNING)\b/;

const FOLLOW = 1000;

/** Shows a file; that of an attempt which runs is followed. */
export async function show(box, { url, item }) {
  let size = await draw(box, url, false);
  if (item.attempt?.state !== "running") return () => {};
  const timer = setInterval(async () => {
    const now = await fileEnd(url, 0).catch(() => null);
    if (now && now.size !== size) size = await draw(box, url, true).catch(() => size);
  }, FOLLOW);
  return () => clearInterval(timer);
}

/** Draws the file as it is now, and gives its size. */
async function draw(box, url, again) {
  const { bytes: read, size, cut } = await fileEnd(url, LARGEST);
  const atEnd = again && isAtEnd(box.querySelector(".lines"));
  const needle = box.querySelector("input")?.value ?? "";
  const text = decode(read);
  const lines = text === null ? hexLines(read.subarray(read.length > 65536 && cut ? read.length - 65536 : 0).subarray(0, 65536)) : text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") lines.pop();
  if (cut && text !== null) lines.shift();
  const view = new TextView(lines);
  const what = text === null ? `${bytes(size)}, no text; the first ${bytes(Math.min(read.length, 65536))} as bytes` : `${bytes(size)}, ${count(lines.length, "line")}`;
  fill(box, view.bar(cut && text !== null ? `the last ${bytes(read.length)} of ${bytes(size)}` : what), view.box);
  view.start();
  if (needle) view.search(needle);
  if (atEnd) view.box.scrollTop = view.box.scrollHeight;
  return size;
}

function isAtEnd(lines) {
  return lines !== null && lines.scrollTop + lines.clientHeight >= lines.scrollHeight - HEIGHT;
}

/** The text, or `null` if these bytes are none. */
function decode(read) {
  if (read.subarray(0, 8192).includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(read);
  } catch {
    return read.subarray(0, 8192).some((byte) => byte < 9) ? null : new TextDecoder("windows-1252").decode(read);
  }
}

function hexLines(read) {
  const lines = [];
  for (let at = 0; at < read.length; at += 16) {
    const row = [...read.subarray(at, at + 16)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    lines.push(`${at.toString(16).padStart(8, "0")}  ${hex.padEnd(48)} ${row.map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : "·")).join("")}`);
  }
  return lines;
}

class TextView {
  #lines;
  #rows;
  #needle = "";
  #hits = [];
  #at = -1;
  #found = el("span", { class: "found", role: "status" });

  constructor(lines) {
    this.#lines = lines;
    this.box = el("div", { class: "lines", tabindex: "0" });
  }

  start() {
    this.#rows = new Rows(this.box, HEIGHT, (index) => this.#row(index));
    this.#rows.show(this.#lines.length);
    const widest = this.#lines.reduce((most, line) => Math.max(most, Math.min(line.length, LONGEST_LINE)), 0);
    this.box.querySelector(".rows").style.minWidth = `${widest + 8}ch`;
  }

  search(needle) {
    this.#field.value = needle;
    this.#find(needle);
  }

  #field = null;

  bar(what) {
    const search = this.#field = el("input", { type: "search", placeholder: "Search", "aria-label": "Search in the text", oninput: () => this.#find(search.value),
      onkeydown: (event) => event.key === "Enter" && this.#next(event.shiftKey ? -1 : 1) });
    return el("div", { class: "tools" }, search, button("↑", () => this.#next(-1), { "aria-label": "Hit before" }),
      button("↓", () => this.#next(1), { "aria-label": "Next hit" }), this.#found, el("span", { class: "what" }, what));
  }

  #find(needle) {
    this.#needle = needle.toLowerCase();
    this.#hits = [];
    if (this.#needle) this.#lines.forEach((line, index) => line.toLowerCase().includes(this.#needle) && this.#hits.push(index));
    this.#at = -1;
    this.#next(1);
  }

  #next(by) {
    if (this.#hits.length) {
      this.#at = (this.#at + by + this.#hits.length) % this.#hits.length;
      this.#rows.reveal(this.#hits[this.#at]);
    }
    this.#found.textContent = this.#needle ? (this.#hits.length ? `${this.#at + 1} of ${count(this.#hits.length, "line")}` : "nothing found") : "";
    this.#rows.redraw();
  }

  #row(index) {
    const line = this.#lines[index];
    const level = LEVELS.exec(line.slice(0, 200))?.[1];
    const kind = !level ? "" : level.startsWith("WARN") ? "warn" : "error";
    const row = el("div", { class: `row line ${kind} ${this.#hits[this.#at] === index ? "current" : ""}` }, el("span", { class: "no", "aria-hidden": "true" }, index + 1));
    const text = el("span", { class: "of" });
    text.append(...this.#marked(line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)} … (${line.length} characters)` : line));
    row.append(text);
    return row;
  }

  #marked(line) {
    if (!this.#needle) return [el("span", {}, line)];
    const lower = line.toLowerCase();
    const parts = [];
    let from = 0;
    for (let at = lower.indexOf(this.#needle); at >= 0; at = lower.indexOf(this.#needle, from)) {
      parts.push(el("span", {}, line.slice(from, at)), el("mark", {}, line.slice(at, at + this.#needle.length)));
      from = at + this.#needle.length;
    }
    return [...parts, el("span", {}, line.slice(from))];
  }
}
