// An image with its controls: slices, planes, looks, companions, comparison.

import { fileUrl } from "../data.js";
import { button, choice, el, fill, problem } from "../dom.js";
import { label } from "../naming.js";
import { go, route } from "../route.js";
import { views } from "../views.js";
import { ImageCanvas } from "./canvas.js";
import { companions, sameExtent } from "./companions.js";
import { differenceOf } from "./difference.js";
import { elsewhere } from "./elsewhere.js";
import { imageKeys } from "./imagekeys.js";
import { Layer } from "./layer.js";
import { LookTools } from "./looktools.js";
import { Scene } from "./scene.js";
import { Sliders } from "./sliders.js";
import { ViewState } from "./state.js";

const FLICKER = 700;
const UNFINISHED = "This image was not committed, and may be incomplete: what is missing has the fill value.";
const MODES = { side: "Side by side", flicker: "Flicker", difference: "Difference" };
const remembered = { plane: null, index: {}, mode: "side" };

/** Opens what a view of an entry shows. */
async function open(view, url) {
  if (/\.png$/i.test(view.id)) return (await import("./memory.js")).openPicture(url);
  return openOme(url, view.image);
}

/** A build that could not reach npm lacks what reads Zarr. */
async function openOme(url, image) {
  const reader = await import("./ome.js").catch((error) => {
    throw new Error(`What reads images is not there: ${error.message}. Start the viewer again; if it was built without a connection to registry.npmjs.org, build it with one.`);
  });
  return reader.openOme(url, image);
}

export async function show(box, context) {
  const panel = new Panel(box, context, await open(context.view, context.url), open);
  await panel.start();
  return () => panel.stop();
}

export class Panel {
  #box;
  #context;
  #open;
  #canvases = [];
  #scene;
  #looks;
  #others = [];
  #modes = [];
  #compareWith = null;
  #companionChoice = null;
  #channel;
  #comparedWith = null;
  #compareAsked = 0;
  #companionAsked = 0;
  #timer = null;
  #stopped = false;
  #deaf = () => {};
  #stage = el("div", { class: "canvases" });
  #compareTools = el("div", { class: "tools compare" });
  #message = el("div", { role: "status" });
  /** Shows the other one of two that flicker. */
  turn = () => {};

  /** Shows a source; `reopen(view, url)` opens that of another entry. */
  constructor(box, context, source, reopen) {
    this.#box = box;
    this.#context = context;
    this.#open = reopen;
    this.source = source;
    this.state = new ViewState(source);
    this.#recall();
    this.#channel = this.state.index.c ?? 0;
    this.#scene = new Scene(this.#layer(source));
    this.#looks = new LookTools(this.#scene, () => this.redraw());
  }

  async start() {
    const { item, tree, view } = this.#context;
    const sliders = new Sliders(this.state);
    fill(this.#box, el("div", { class: "tools" }, sliders.planes, sliders.box, el("span", { class: "what" }, about(this.source)),
      elsewhere(tree?.share, view.image ? item.entry?.files : null, view.id)), this.#looks.box, this.#compareTools, this.#message,
      item.attempt && view.image ? el("p", { class: "hint" }, UNFINISHED) : null, this.#stage);
    this.state.addEventListener("change", (event) => this.#remember(event.detail));
    this.#deaf = imageKeys(this.#box, this);
    this.#offerOthers();
    const now = route();
    if (now.with) await this.compare(now.with, now.mode ?? remembered.mode);
    else this.#arrange();
    this.#canvases[0]?.focus();
    this.#findCompanions();
  }

  stop() {
    this.#stopped = true;
    this.#deaf();
    this.#looks.stop();
    clearInterval(this.#timer);
    for (const canvas of this.#canvases) canvas.stop();
  }

  #layer(source, model) {
    return new Layer(source, this.state, () => this.redraw(), model);
  }

  redraw() {
    for (const canvas of this.#canvases) canvas.draw();
  }

  toggleLabels() {
    this.#scene.toggleLabels();
    this.redraw();
  }

  autoContrast() {
    this.#looks.auto();
  }

  /** The same place as in the image that was shown before, if this one has it. */
  #recall() {
    if (remembered.plane && this.state.planes().includes(remembered.plane)) this.state.plane = remembered.plane;
    for (const [name, at] of Object.entries(remembered.index)) if (at < this.state.size(name) && this.state.axis(name) >= 0) this.state.index[name] = at;
  }

  #remember(what) {
    if (what !== "slice" && what !== "plane") return;
    remembered.plane = this.state.plane;
    Object.assign(remembered.index, this.state.index);
    this.#followChannel();
  }

  #followChannel() {
    const channel = this.state.index.c ?? 0;
    if (channel === this.#channel) return;
    this.#channel = channel;
    this.#scene.showChannel(channel);
    this.#looks.show(this.#companionChoice);
  }

  /** Lays out canvases and layers for the mode. */
  #arrange() {
    clearInterval(this.#timer);
    this.turn = () => {};
    for (const canvas of this.#canvases) canvas.stop();
    const names = this.#names();
    this.#canvases = this.#scene.groups().map((layers, at) => {
      const canvas = new ImageCanvas(this.state, names[at]);
      canvas.layers = layers;
      canvas.onmeasured = () => this.#looks.drawContrast();
      return canvas;
    });
    fill(this.#stage, this.#canvases.map((canvas) => canvas.box));
    if (this.#scene.mode === "flicker") this.#flicker(names);
    this.#looks.show(this.#companionChoice);
    this.redraw();
  }

  #names() {
    if (!this.#scene.other) return [""];
    const { items, item } = this.#context;
    const other = this.#others.find((one) => one.id === this.#scene.otherKey);
    const names = this.#scene.inOrder(other, item).map((one) => `${label(one, items)}  @${one.id}`);
    return this.#scene.mode === "difference" ? [`from ${names[0]} to ${names[1]}`] : names;
  }

  #flicker(names) {
    const { main, other, otherIsNewer } = this.#scene;
    const show = (isMain) => {
      main.shown = isMain;
      other.shown = !isMain;
      this.#canvases[0].caption(isMain === otherIsNewer ? names[0] : names[1]);
      this.redraw();
    };
    this.turn = () => {
      clearInterval(this.#timer);
      show(!main.shown);
    };
    show(true);
    this.#timer = setInterval(() => show(!main.shown), FLICKER);
  }

  async #findCompanions() {
    if (this.source.kind === "colours" || this.#context.view.id.endsWith(".npy")) return;
    const found = await companions(this.source, this.#context);
    if (this.#stopped || !found.length) return;
    const [name, none] = this.#scene.isUnder ? ["Image under the labels", "no image under it"] : ["Labels upon the image", "no labels upon it"];
    this.#companionChoice = choice(name, [["", none], ...found.map((one) => [one.id, one.text])], "",
      (id) => this.#accompany(found.find((one) => one.id === id)), { class: "companion" });
    const own = found.find((one) => one.id.startsWith("own/"));
    if (own) {
      this.#companionChoice.value = own.id;
      await this.#accompany(own);
    } else this.#looks.show(this.#companionChoice);
  }

  /** Shows another image together with this one; of several choices, the last counts, however long each takes. */
  async #accompany(one) {
    const asked = ++this.#companionAsked;
    const isOutdated = () => this.#stopped || asked !== this.#companionAsked;
    this.#scene.companion = null;
    fill(this.#message);
    try {
      const source = one ? await openOme(one.url, { kind: one.kind }) : null;
      if (isOutdated()) return;
      if (source && !sameExtent(source, this.source)) throw new Error("it covers another place than this image.");
      if (source) this.#scene.companion = this.#layer(source);
    } catch (error) {
      if (isOutdated()) return;
      fill(this.#message, problem(`${one.text} cannot be shown together with this image: ${error.message}`));
    }
    this.#arrange();
  }

  #offerOthers() {
    const { item, items, view } = this.#context;
    this.#others = items.filter((other) => other.entry && item.entry && other.id !== item.id && views(other).some((its) => its.id === view.id));
    if (!this.#others.length) return;
    const options = this.#others.map((other) => [other.id, `${label(other, items)}  @${other.id.slice(0, 4)}`]);
    this.#compareWith = choice("Compare with", [["", "compare with …"], ...options], "", (key) => this.#turnTo(key, key ? remembered.mode : null));
    this.#modes = Object.entries(MODES).map(([mode, text]) => button(text, () => this.setMode(mode), { "data-mode": mode, "aria-pressed": "false", disabled: true }));
    fill(this.#compareTools, this.#compareWith, el("span", { class: "group" }, this.#modes));
  }

  /** Compares in another way; with the entry before, if none was chosen. */
  setMode(mode) {
    const before = this.#others.find((other) => other.id === this.#context.item.entry?.before) ?? this.#others[0];
    const key = this.#comparedWith ?? before?.id;
    if (key) this.#turnTo(key, mode);
  }

  #turnTo(key, mode) {
    if (mode) remembered.mode = mode;
    go({ ...route(), with: key || null, mode }, true);
    this.compare(key, mode);
  }

  /** Shows another entry's image as well; without a key, this one alone. Of several choices, the last counts, however long each takes. */
  async compare(key, mode) {
    const asked = ++this.#compareAsked;
    const isOutdated = () => this.#stopped || asked !== this.#compareAsked;
    const other = this.#others.find((one) => one.id === key);
    this.#comparedWith = other?.id ?? null;
    fill(this.#message);
    try {
      const layer = other ? await this.#layerOf(other) : null;
      if (isOutdated()) return;
      if (other) this.#bring(other, layer, mode);
      else this.#scene.alone();
    } catch (error) {
      if (isOutdated()) return;
      this.#comparedWith = null;
      this.#scene.alone();
      fill(this.#message, problem(`@${key} cannot be compared: ${error.message}`));
    }
    this.#scene.main.shown = true;
    if (this.#scene.other) this.#scene.other.shown = true;
    if (this.#compareWith) this.#compareWith.value = this.#scene.otherKey ?? "";
    for (const one of this.#modes) {
      one.disabled = !this.#scene.otherKey;
      one.setAttribute("aria-pressed", String(one.dataset.mode === this.#scene.mode));
    }
    this.#arrange();
  }

  /** The image of another entry, which looks as this one does if it is of the same kind. */
  async #layerOf(other) {
    if (this.#scene.otherKey === other.id) return this.#scene.other;
    const view = views(other).find((one) => one.id === this.#context.view.id);
    const source = await this.#open(view, fileUrl(other.entry.files, view.id));
    return this.#layer(source, source.kind === this.source.kind ? this.#scene.main : null);
  }

  #bring(other, layer, mode) {
    const scene = this.#scene;
    scene.other = layer;
    scene.otherKey = other.id;
    scene.otherIsNewer = other.entry.committed > this.#context.item.entry.committed;
    scene.difference = mode === "difference" ? this.#layer(differenceOf(...scene.inOrder(scene.other.source, this.source))) : null;
    scene.mode = mode in MODES ? mode : "side";
  }
}

function about(source) {
  const levels = source.levels.length > 1 ? `, ${source.levels.length} levels` : "";
  return `${source.kind === "labels" ? "labels, " : ""}${source.type} [${source.shape.join(", ")}]${levels}`;
}
