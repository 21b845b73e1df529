// Tabs that arrow keys go through.

import { el } from "./dom.js";

/** `items` are `{id, label, note?, title?}`. */
export function tabs(name, items, chosen, onchoose, kind) {
  const list = el("div", { role: "tablist", class: `tabs ${kind}`, "aria-label": name });
  for (const item of items) {
    list.append(el("button", {
      type: "button", role: "tab", "aria-selected": String(item.id === chosen), tabindex: item.id === chosen ? "0" : "-1",
      "data-id": item.id, title: item.title, onclick: () => onchoose(item.id),
    }, el("span", { class: "label" }, item.label), item.note ? el("small", {}, item.note) : null));
  }
  list.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    const at = items.findIndex((item) => item.id === chosen);
    const to = items[(at + by + items.length) % items.length];
    onchoose(to.id);
    queueMicrotask(() => document.querySelector(`.tabs.${kind} [aria-selected=true]`)?.focus());
    event.preventDefault();
  });
  return list;
}
