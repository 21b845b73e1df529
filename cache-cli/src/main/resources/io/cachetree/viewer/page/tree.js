// The tree on the left: which nodes are in sight, which one is chosen.

import { el, shown } from "./dom.js";
import { bytes, count, seconds } from "./format.js";
import { Rows } from "./rows.js";

const HEIGHT = 26;
const MANY_CHILDREN = 200;

export class Tree {
  #nodes = [];
  #visible = [];
  #at = new Map();
  #closed = new Set();
  #seen = new Set();
  #needle = "";
  #status = "";
  #box;
  #rows;
  #onchoose;
  chosen = null;

  /** `onchoose(path, isPassedBy)` is told whether a key chose the node, of which the next one may be meant. */
  constructor(box, onchoose) {
    this.#box = box;
    this.#onchoose = onchoose;
    this.#rows = new Rows(box, HEIGHT, (index) => this.#row(index));
    box.addEventListener("keydown", (event) => this.#key(event));
    box.addEventListener("click", (event) => this.#click(event));
  }

  /** Shows these nodes; what was open and chosen stays so. */
  show(nodes) {
    this.#nodes = nodes.map((node, index) => placed(node, index));
    parents(this.#nodes);
    for (const node of this.#nodes) {
      if (!this.#seen.has(node.node) && node.children > MANY_CHILDREN) this.#closed.add(node.node);
      this.#seen.add(node.node);
    }
    this.#layOut();
  }

  /** Shows only nodes whose path has these words, with what is above them. */
  find(needle, status) {
    this.#needle = needle.trim().toLowerCase();
    this.#status = status;
    this.#layOut();
  }

  choose(path, reveal = true) {
    this.chosen = path;
    for (let node = this.#node(path)?.parent; node; node = node.parent) this.#closed.delete(node.node);
    this.#layOut();
    if (reveal && this.#at.has(path)) this.#rows.reveal(this.#at.get(path));
  }

  redraw() {
    this.#rows.redraw();
  }

  get shownCount() {
    return this.#visible.length;
  }

  #node(path) {
    return this.#nodes.find((node) => node.node === path);
  }

  #layOut() {
    const wanted = this.#matching();
    this.#visible = this.#nodes.filter((node) => (wanted ? wanted.has(node) : this.#open(node)));
    this.#at = new Map(this.#visible.map((node, index) => [node.node, index]));
    this.#box.setAttribute("aria-activedescendant", this.#at.has(this.chosen) ? `row-${this.#at.get(this.chosen)}` : "");
    this.#rows.show(this.#visible.length);
  }

  #matching() {
    if (!this.#needle && !this.#status) return null;
    const words = this.#needle.split(/\s+/);
    const found = new Set();
    for (const node of this.#nodes) {
      const path = node.node.toLowerCase();
      if ((this.#status && node.status !== this.#status) || !words.every((word) => path.includes(word))) continue;
      for (let at = node; at && !found.has(at); at = at.parent) found.add(at);
    }
    return found;
  }

  #open(node) {
    for (let above = node.parent; above; above = above.parent) if (this.#closed.has(above.node)) return false;
    return true;
  }

  #row(index) {
    const node = this.#visible[index];
    const row = el("div", {
      class: `row node is-${node.status}`, role: "treeitem", id: `row-${index}`, "data-index": index,
      "aria-level": node.depth + 1, "aria-selected": String(node.node === this.chosen),
      "aria-expanded": node.children ? String(!this.#closed.has(node.node)) : null, title: title(node),
    });
    row.append(
      el("span", { class: "name", style: { paddingLeft: `${node.depth * 14}px` } },
        el("span", { class: "twist", "aria-hidden": "true" }, node.children ? (this.#closed.has(node.node) ? "▸" : "▾") : ""),
        el("span", { class: "dot", role: "img", "aria-label": node.status }), el("span", { class: "text" }, node.name),
        node.entries > 1 ? el("span", { class: "entries", title: count(node.entries, "entry", "entries") }, node.entries) : null),
      el("span", { class: "time" }, time(node)), el("span", { class: "size" }, bytes(node.newest?.bytes)));
    return row;
  }

  #click(event) {
    const row = event.target.closest(".node");
    if (!row) return;
    const node = this.#visible[Number(row.dataset.index)];
    if (event.target.classList.contains("twist")) this.#turn(node, this.#closed.has(node.node));
    else this.#onchoose(node.node, false);
  }

  #turn(node, open) {
    if (open) this.#closed.delete(node.node);
    else this.#closed.add(node.node);
    this.#layOut();
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this.#at.get(this.chosen) ?? -1;
    const node = this.#visible[at];
    const last = this.#visible.length - 1;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last, PageDown: at + this.#rows.page, PageUp: at - this.#rows.page }[event.key];
    if (to !== undefined) this.#go(Math.min(last, Math.max(0, to)));
    else if (event.key === "ArrowRight" && node?.children) this.#closed.has(node.node) ? this.#turn(node, true) : this.#go(Math.min(last, at + 1));
    else if (event.key === "ArrowLeft" && node) node.children && !this.#closed.has(node.node) ? this.#turn(node, false) : node.parent && this.#onchoose(node.parent.node, true);
    else return;
    event.preventDefault();
  }

  #go(index) {
    if (this.#visible[index]) this.#onchoose(this.#visible[index].node, true);
  }
}

function placed(node, index) {
  const root = node.node === ".";
  const names = root ? [] : node.node.split("/");
  return { ...node, index, depth: Math.max(0, names.length - 1), name: root ? "(root)" : names.at(-1), children: 0, parent: null };
}

function parents(nodes) {
  const byPath = new Map(nodes.map((node) => [node.node, node]));
  for (const node of nodes) {
    const slash = node.node.lastIndexOf("/");
    node.parent = slash < 0 ? null : (byPath.get(node.node.slice(0, slash)) ?? null);
    if (node.parent) node.parent.children++;
  }
}

function time(node) {
  const running = node.attempts?.find((attempt) => attempt.state === "running");
  return running ? seconds((Date.now() - Date.parse(running.since)) / 1000) : seconds(node.newest?.seconds);
}

function title(node) {
  return shown([node.node, node.status, node.newest?.reason ? `because ${node.newest.reason}` : "", node.damage ?? ""].filter(Boolean).join("\n"));
}
