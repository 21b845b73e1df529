// The right side: a node, its entries and attempts as tabs, and of one of them the overview or an output.

import { entries } from "./data.js";
import { button, el, fill, problem } from "./dom.js";
import { age } from "./format.js";
import { label } from "./naming.js";
import { overview } from "./overview.js";
import { go } from "./route.js";
import { tabs } from "./tabs.js";
import { tabbed, views } from "./views.js";

const SEEN = 28; // so many letters fit into a tab
const AGAIN = 2000;

export class EntryPane {
  #box;
  #route = null;
  #read = null;
  #asked = 0;
  #stop = () => {};
  #shown = "";
  #last = null;
  #head = el("div", {});
  tree = null;

  constructor(box) {
    this.#box = box;
  }

  /** Forgets what is shown, since something else takes the place. */
  leave() {
    this.#asked++;
    this.#stop();
    this.#stop = () => {};
    this.#route = null;
    this.#read = null;
    this.#shown = "";
    this.#last = null;
  }

  async show(route) {
    if (!route.node) {
      this.leave();
      fill(this.#box, el("p", { class: "hint" }, "Choose a node on the left."));
      return;
    }
    if (this.#isElsewhere(route)) {
      await this.refresh(route);
      return;
    }
    this.#route = route;
    if (this.#read) this.#draw();
  }

  /** Reads the node again, since something happened there; what is in view stays if it is the same. */
  async refresh(route) {
    if (this.#isElsewhere(route)) this.#read = null;
    this.#route = route;
    await this.#fetch(route.node);
  }

  #isElsewhere({ node }) {
    return node !== this.#route?.node;
  }

  /** Reads the node and draws what is asked for by then, which may be another tab than when the reading began. */
  async #fetch(node) {
    const asked = ++this.#asked;
    try {
      const read = await entries(node);
      if (asked !== this.#asked) return;
      this.#read = read;
    } catch (error) {
      if (asked === this.#asked) this.#fail(node, error);
      return;
    }
    this.#draw();
  }

  /** What is in view stays, and is asked for again, unless the node is gone. */
  #fail(node, error) {
    const asked = this.#asked;
    if (this.#read && error.status !== 404) {
      setTimeout(() => asked === this.#asked && this.#fetch(node), AGAIN);
      return;
    }
    const route = this.#route;
    this.leave();
    fill(this.#box, heading(node, this.#summary(node)), problem(error.message), button("Try again", () => this.show(route)));
  }

  #summary(node) {
    return this.tree?.nodes.find((other) => other.node === node);
  }

  #draw() {
    const route = this.#route;
    const read = this.#read;
    const items = itemsOf(read);
    const item = this.#wanted(items, route);
    const head = [heading(read.node, this.#summary(read.node)), ...read.damaged.map((damage) => problem(`${damage.file}: ${damage.why}`)),
      read.left ? el("p", { class: "hint" }, `${read.left} older entries are not listed.`) : null];
    if (!item) {
      this.#stop();
      this.#shown = "";
      fill(this.#box, head, el("p", { class: "hint" }, "Nothing was committed here yet."));
      return;
    }
    const offered = views(item);
    const view = offered.find((other) => other.id === (route.view ?? "")) ?? offered[0];
    const choose = (id) => go({ node: read.node, key: id, view: this.#has(items, id, route.view) ? route.view : null });
    const entryTabs = tabs("Entries", items.map((other) => ({ id: other.id, label: label(other, items), note: note(other, items), title: title(other) })), item.id, choose, "entries");
    const hadFocus = this.#head.contains(document.activeElement);
    const focused = document.activeElement?.closest(".entries") ? ".entries" : ".views";
    fill(this.#head, head, items.length > 1 ? entryTabs : null,
      tabs("Views", tabbed(offered, view.id), view.id, (id) => go({ node: read.node, key: item.id, view: id }), "views"));
    if (hadFocus) this.#head.querySelector(`${focused} [aria-selected=true]`)?.focus();
    this.#drawBody({ node: read.node, item, items, tree: this.tree, view });
  }

  /** The entry that is asked for; while one of its views is open, the one that was shown; else the newest. */
  #wanted(items, { key, view }) {
    const find = (id) => id && (items.find((other) => other.id === id) ?? items.find((other) => other.id.startsWith(id)));
    return find(key) ?? (view && find(this.#last)) ?? items[0];
  }

  /** Draws what is below the tabs, unless it is there already: what is committed does not change. */
  #drawBody(context) {
    const { node, item, view } = context;
    const shown = JSON.stringify([node, item.id, view.id, view.id === "" ? item.attempt : null]);
    this.#last = item.id;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#stop();
    const body = el("div", { class: `body view-${view.kind}` });
    fill(this.#box, this.#head, body);
    this.#stop = (view.id === "" ? overview(body, context) : view.show(body, context)) ?? (() => {});
  }

  #has(items, id, view) {
    return view && views(items.find((other) => other.id === id)).some((other) => other.id === view);
  }
}

function heading(node, summary) {
  const names = node === "." ? [] : node.split("/");
  const crumbs = names.map((name, index) => [index ? el("span", { class: "slash" }, "/") : null,
    el("a", { href: `#${new URLSearchParams({ node: names.slice(0, index + 1).join("/") })}`, onclick: follow }, name)]);
  return el("header", { class: "head" }, el("h2", {}, crumbs.length ? crumbs : "(root)"),
    summary ? status(summary.status) : null);
}

function status(name) {
  return el("span", { class: `status is-${name}` }, el("span", { class: "dot" }), name);
}

/** Attempts and entries; that of an attempt without a directory is called by its key, as the entry is that it computes anew. */
function itemsOf({ attempts, entries }) {
  const keys = new Set(entries.map((entry) => entry.key));
  const id = ({ name }) => (keys.has(name) ? `${name}-` : name);
  return [...attempts.map((attempt) => ({ id: id(attempt), attempt })), ...entries.map((entry) => ({ id: entry.key, entry }))];
}

function follow(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(Object.fromEntries(new URLSearchParams(event.currentTarget.getAttribute("href").slice(1))));
}

/** Where the part of the names that is seen is the same, the key tells them apart. */
function note(item, items) {
  const { entry, attempt } = item;
  const seen = (one) => label(one, items).slice(0, SEEN);
  const isAlone = items.every((other) => other === item || seen(other) !== seen(item));
  return `${age(attempt ? attempt.since : entry.committed)} ago${isAlone || attempt ? "" : `  @${entry.key.slice(0, 4)}`}`;
}

function title({ entry, attempt }) {
  return attempt ? `${attempt.name}: ${attempt.state}` : [`@${entry.key}`, entry.reason, ...(entry.changes ?? []).map((change) => change.text)].filter(Boolean).join("\n");
}
