// Texts and logs, with search. What is no text is shown as bytes.

import { filePart, fileSize } from "../data.js";
import { button, el, fill } from "../dom.js";
import { bytes, count } from "../format.js";
import { Rows } from "../rows.js";

const LARGEST = 8_000_000;
const MOST_BYTES = 65536;
const SAMPLE = 8192;
const HEIGHT = 19;
const LONGEST_LINE = 5000;
const LEVELS = /\b(ERROR|FATAL|SEVERE|WARN|WARNING)\b/;
const NEWLINE = 10;

const FOLLOW = 1000;

/** Shows a file; that of an attempt which runs is followed. */
export async function show(box, { url, item }) {
  const view = new TextView();
  const file = new TextFile(url, view);
  await file.read();
  fill(box, view.bar, view.box);
  let timer = null;
  const follow = async () => {
    await file.follow().catch(() => {}); // it is asked for again
    if (timer !== null) timer = setTimeout(follow, FOLLOW);
  };
  if (item.attempt?.state === "running") timer = setTimeout(follow, FOLLOW);
  return () => {
    clearTimeout(timer);
    timer = null;
    view.stop();
  };
}

/** A file that may grow: its last line is read again, with what came behind it. */
class TextFile {
  #url;
  #view;
  #isText = true;
  #size = 0;
  #from = 0;
  #lastLine = 0;
  #linesBefore = 0;

  constructor(url, view) {
    this.#url = url;
    this.#view = view;
  }

  /** Reads all of it; of a long text the end, of what is no text the beginning. */
  async read() {
    const size = await fileSize(this.#url);
    const isLong = size > LARGEST;
    const first = await filePart(this.#url, 0, isLong ? MOST_BYTES : undefined);
    this.#isText = isText(first);
    this.#size = isLong ? size : first.length;
    this.#from = 0;
    if (!this.#isText) this.#showBytes(first.subarray(0, MOST_BYTES));
    else if (!isLong) this.#show(0, first, 0);
    else {
      const end = await filePart(this.#url, size - LARGEST);
      const whole = fromLine(end);
      this.#from = size - LARGEST + end.length - whole.length;
      this.#show(0, whole, this.#from);
    }
  }

  /** Appends what came since the last time; reads anew what was written anew. */
  async follow() {
    const now = await fileSize(this.#url);
    if (now === this.#size) return;
    if (!this.#isText || now < this.#size || now - this.#from > 2 * LARGEST) {
      await this.read();
      return;
    }
    const newline = Math.max(0, this.#lastLine - 1);
    const part = await filePart(this.#url, newline);
    if (this.#lastLine > 0 && part[0] !== NEWLINE) await this.read();
    else this.#show(this.#linesBefore, part.subarray(this.#lastLine - newline), this.#lastLine);
  }

  /** Shows bytes, which stand at a place of the file, as its lines from `index` on. */
  #show(index, read, at) {
    const end = read.lastIndexOf(NEWLINE) + 1;
    const whole = lines(read.subarray(0, end));
    const last = lines(read.subarray(end));
    this.#size = at + read.length;
    this.#lastLine = at + end;
    this.#linesBefore = index + whole.length;
    const amount = this.#linesBefore + last.length;
    const size = bytes(this.#size);
    const what = this.#from > 0 ? `the last ${bytes(this.#size - this.#from)} of ${size}` : `${size}, ${count(amount, "line")}`;
    this.#view.show(index, [...whole, ...last], what);
  }

  #showBytes(read) {
    const part = read.length < this.#size ? "the first " : "";
    this.#view.show(0, hexLines(read), `${bytes(this.#size)}, no text; ${part}${bytes(read.length)} as bytes`);
  }
}

/** Whether the beginning of a file looks like text; control characters are none, but in UTF-8. */
function isText(read) {
  const sample = read.subarray(0, SAMPLE);
  if (sample.includes(0)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return !sample.some((byte) => byte < 9);
  }
}

/** Of the end of a text, what begins with a line; of one that is too long, what begins with a character. */
function fromLine(read) {
  const newline = read.indexOf(NEWLINE);
  if (newline >= 0 && newline < read.length - 1) return read.subarray(newline + 1);
  let start = 0;
  while (start < 3 && (read[start] & 0xc0) === 0x80) start++;
  return read.subarray(start);
}

function lines(read) {
  const found = decoded(read).split(/\r\n|\n|\r/);
  if (found.at(-1) === "") found.pop();
  return found;
}

function decoded(read) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(read);
  } catch {
    return new TextDecoder("windows-1252").decode(read);
  }
}

function hexLines(read) {
  const found = [];
  for (let at = 0; at < read.length; at += 16) {
    const row = [...read.subarray(at, at + 16)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    found.push(`${at.toString(16).padStart(8, "0")}  ${hex.padEnd(48)} ${row.map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : "·")).join("")}`);
  }
  return found;
}

class TextView {
  #lines = [];
  #rows;
  #widest = 0;
  #needle = "";
  #hits = [];
  #at = -1;
  #found = el("span", { class: "found", role: "status" });
  #what = el("span", { class: "what" });

  constructor() {
    this.box = el("div", { class: "lines", tabindex: "0" });
    this.#rows = new Rows(this.box, HEIGHT, (index) => this.#row(index));
    const search = el("input", { type: "search", placeholder: "Search", "aria-label": "Search in the text",
      oninput: () => this.#find(search.value), onkeydown: (event) => event.key === "Enter" && this.#next(event.shiftKey ? -1 : 1) });
    this.bar = el("div", { class: "tools" }, search, button("↑", () => this.#next(-1), { "aria-label": "Hit before" }),
      button("↓", () => this.#next(1), { "aria-label": "Next hit" }), this.#found, this.#what);
  }

  stop() {
    this.#rows.stop();
  }

  /** Shows these lines from `index` on, in place of those that were there; whoever looks at the end goes on to do so. */
  show(index, found, what) {
    const isAtEnd = this.#lines.length > 0 && this.box.scrollTop + this.box.clientHeight >= this.box.scrollHeight - HEIGHT;
    this.#lines.length = index;
    for (const line of found) {
      this.#lines.push(line);
      this.#widest = Math.max(this.#widest, Math.min(line.length, LONGEST_LINE));
    }
    this.box.querySelector(".rows").style.minWidth = `${this.#widest + 8}ch`;
    fill(this.#what, what);
    this.#findFrom(index);
    this.#at = Math.min(Math.max(0, this.#at), this.#hits.length - 1);
    this.#tell();
    this.#rows.show(this.#lines.length, index);
    if (isAtEnd) this.box.scrollTop = this.box.scrollHeight;
  }

  #find(needle) {
    this.#needle = needle.toLowerCase();
    this.#findFrom(0);
    this.#at = -1;
    this.#next(1);
  }

  #findFrom(index) {
    this.#hits = this.#hits.filter((hit) => hit < index);
    if (!this.#needle) return;
    for (let at = index; at < this.#lines.length; at++) {
      if (this.#lines[at].toLowerCase().includes(this.#needle)) this.#hits.push(at);
    }
  }

  #next(by) {
    if (this.#hits.length) {
      this.#at = (this.#at + by + this.#hits.length) % this.#hits.length;
      this.#rows.reveal(this.#hits[this.#at]);
    }
    this.#tell();
    this.#rows.redraw();
  }

  #tell() {
    fill(this.#found, this.#needle ? (this.#hits.length ? `${this.#at + 1} of ${count(this.#hits.length, "line")}` : "nothing found") : "");
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
