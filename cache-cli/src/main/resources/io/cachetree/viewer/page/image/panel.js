// An image with its controls: slices, planes, contrast, colours, companions, comparison.

import { fileUrl } from "../data.js";
import { button, choice, el, fill, problem } from "../dom.js";
import { label } from "../naming.js";
import { views } from "../views.js";
import { go, route } from "../route.js";
import { ImageCanvas } from "./canvas.js";
import { companions, sameExtent } from "./companions.js";
import { Contrast } from "./contrast.js";
import { MAPS } from "./colours.js";
import { differenceOf } from "./difference.js";
import { elsewhere } from "./elsewhere.js";
import { imageKeys } from "./imagekeys.js";
import { Layer } from "./layer.js";
import { firstLook } from "./look.js";
import { Sliders } from "./sliders.js";
import { ViewState } from "./state.js";

const FLICKER = 700;
const remembered = { plane: null, index: {}, mode: "side" };

/** Opens what a view of an entry shows. */
async function open(view, url) {
  if (/\.png$/i.test(view.id)) return (await import("./memory.js")).openPicture(url);
  return (await import("./ome.js")).openOme(url, view.image);
}

export async function show(box, context) {
  const panel = new Panel(box, context, await open(context.view, context.url), (view, url) => open(view, url));
  await panel.start();
  return () => panel.stop();
}

export class Panel {
  #box;
  #context;
  #open;
  #canvases = [];
  #main;
  #other = null;
  #companion = null;
  #opacity = 0.5;
  #timer = null;
  #mode = "one";
  #contrast = null;
  #stopped = false;

  constructor(box, context, source, reopen) {
    this.#box = box;
    this.#context = context;
    this.#open = reopen;
    this.source = source;
    this.state = new ViewState(source);
    this.#recall();
    this.sliders = new Sliders(this.state);
    this.stage = el("div", { class: "canvases" });
    this.lookTools = el("div", { class: "tools look" });
    this.compareTools = el("div", { class: "tools compare" });
    this.message = el("div", { role: "status" });
    this.#main = this.#layer(source);
  }

  async start() {
    const { item, tree, view } = this.#context;
    fill(this.#box, el("div", { class: "tools" }, this.sliders.planes, this.sliders.box, el("span", { class: "what" }, about(this.source)),
      elsewhere(tree?.share, view.image ? item.entry?.files : null, view.id)), this.lookTools, this.compareTools, this.message, this.stage);
    this.state.addEventListener("change", (event) => this.#remember(event.detail));
    this.#deaf = imageKeys(this.#box, this);
    this.#compareChoice();
    const now = route();
    if (now.with) await this.compare(now.with, now.mode ?? remembered.mode);
    else this.#arrange();
    this.#canvases[0]?.focus();
    this.#findCompanions();
  }

  #deaf = () => {};

  stop() {
    this.#stopped = true;
    this.#deaf();
    clearInterval(this.#timer);
    for (const canvas of this.#canvases) canvas.stop();
  }

  #layer(source) {
    return new Layer(source, this.state, () => this.redraw());
  }

  redraw() {
    for (const canvas of this.#canvases) canvas.draw();
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
    if (this.state.index.c !== undefined && what === "slice" && this.#channel !== this.state.index.c) this.#showChannel();
  }

  #channel = 0;

  #showChannel() {
    this.#channel = this.state.index.c;
    for (const layer of [this.#main, this.#other]) if (layer?.source.channels.length) layer.restyle(firstLook(layer.source, this.#channel));
    this.#lookControls();
  }

  /** Lays out canvases and layers for the mode. */
  #arrange() {
    clearInterval(this.#timer);
    for (const canvas of this.#canvases) canvas.stop();
    const names = this.#names();
    const groups = this.#groups();
    this.#canvases = groups.map((layers, at) => {
      const canvas = new ImageCanvas(this.state, this.#other ? names[at] : "");
      canvas.layers = layers;
      canvas.oncomplete = () => at === 0 && this.#contrast?.draw();
      return canvas;
    });
    this.#box.dataset.mode = this.#mode;
    fill(this.stage, this.#canvases.map((canvas) => canvas.box));
    if (this.#mode === "flicker") this.#flicker(names);
    this.#lookControls();
    this.redraw();
  }

  #names() {
    if (!this.#other) return [""];
    const names = this.#inOrder(this.others.find((one) => one.id === this.#otherKey), this.#context.item).map((one) => `${label(one, this.#context.items)}  @${one.id}`);
    return this.#mode === "difference" ? [`from ${names[0]} to ${names[1]}`] : names;
  }

  #otherKey = null;
  #otherIsNewer = false;

  /** The older of two first. */
  #inOrder(other, main) {
    return this.#otherIsNewer ? [main, other] : [other, main];
  }

  #groups() {
    const upon = this.#companion ? [this.#companion] : [];
    const under = this.source.kind === "labels";
    const together = (layer) => (under ? [...upon, layer] : [layer, ...upon]);
    this.#main.look.opacity = under && upon.length ? this.#opacity : 1;
    if (this.#other) this.#other.look.opacity = this.#main.look.opacity;
    if (this.#companion) this.#companion.look.opacity = under ? 1 : this.#opacity;
    if (this.#mode === "side") return this.#inOrder(this.#other, this.#main).map(together);
    if (this.#mode === "flicker") return [[...together(this.#main).slice(0, under ? upon.length : 0), this.#other, this.#main, ...(under ? [] : upon)]];
    if (this.#mode === "difference") return [[this.#difference]];
    return [together(this.#main)];
  }

  #difference = null;

  #flicker(names) {
    const turn = () => {
      const first = this.#other.shown;
      this.#other.shown = !first;
      this.#main.shown = first;
      this.#canvases[0].caption(first === this.#otherIsNewer ? names[0] : names[1]);
      this.redraw();
    };
    this.#main.shown = true;
    this.#other.shown = false;
    this.turn = () => {
      clearInterval(this.#timer);
      turn();
    };
    turn();
    this.#timer = setInterval(turn, FLICKER);
  }

  #lookControls() {
    const layer = this.#mode === "difference" ? this.#difference : this.#main;
    const kind = layer.source.kind;
    this.#contrast?.observer.disconnect();
    this.#contrast = null;
    const tools = [];
    if (kind === "image" || kind === "difference") {
      this.#contrast = new Contrast(layer, () => this.#sameLook());
      tools.push(this.#contrast.box);
    }
    if (kind === "image") {
      const maps = MAPS.includes(layer.look.map) ? MAPS : [[layer.look.map, `#${layer.look.map}`], ...MAPS];
      tools.push(choice("Colours", maps, layer.look.map, (map) => {
        layer.restyle({ map });
        this.#sameLook();
      }));
    }
    if (kind === "changes") tools.push(el("span", { class: "legend" }, el("i", { class: "lost" }), "only before ", el("i", { class: "new" }), "only now ", el("i", { class: "other" }), "another object"));
    if (this.#labelLayers().length) tools.push(this.#labelTools());
    if (this.#mode !== "difference") tools.push(this.companionChoice ?? null);
    fill(this.lookTools, tools);
    this.#contrast?.draw();
  }

  /** The other image of a comparison looks the same. */
  #sameLook() {
    if (this.#other && this.#mode !== "difference") {
      const { low, high, map } = this.#main.look;
      this.#other.restyle({ low, high, map });
    }
    this.redraw();
  }

  #labelLayers() {
    return [this.#main, this.#other, this.#companion].filter((layer) => layer?.source.kind === "labels" && this.#mode !== "difference");
  }

  #labelTools() {
    const opacity = el("input", { type: "range", min: "0", max: "1", step: "0.05", value: String(this.#opacity), "aria-label": "Opacity of labels", title: "Opacity of labels", disabled: !this.#companion });
    opacity.addEventListener("input", () => {
      this.#opacity = Number(opacity.value);
      this.#groups();
      this.redraw();
    });
    const outlines = el("input", { type: "checkbox" });
    outlines.checked = this.#labelLayers()[0].look.outlines;
    outlines.addEventListener("change", () => {
      for (const layer of this.#labelLayers()) layer.restyle({ outlines: outlines.checked });
      this.redraw();
    });
    return el("span", { class: "labels" }, el("label", {}, "Labels ", opacity), el("label", {}, outlines, " outlines"));
  }

  toggleLabels() {
    const layer = this.#companion?.source.kind === "labels" ? this.#companion : this.#labelLayers()[0];
    if (layer) layer.shown = !layer.shown;
    this.redraw();
  }

  autoContrast() {
    this.#contrast?.auto();
  }

  async #findCompanions() {
    if (this.source.kind === "colours" || this.#context.view.id.endsWith(".npy")) return;
    const found = await companions(this.source, this.#context);
    if (this.#stopped || !found.length) return;
    const under = this.source.kind === "labels";
    this.companionChoice = choice(under ? "Image under the labels" : "Labels upon the image", [["", under ? "no image under it" : "no labels upon it"], ...found.map((one) => [one.id, one.text])], "",
      (id) => this.#accompany(found.find((one) => one.id === id)), { class: "companion" });
    const own = found.find((one) => one.id.startsWith("own/"));
    if (own) {
      this.companionChoice.value = own.id;
      await this.#accompany(own);
    } else this.#lookControls();
  }

  async #accompany(one) {
    this.#companion = null;
    fill(this.message);
    try {
      if (one) {
        const source = await (await import("./ome.js")).openOme(one.url, { kind: one.kind });
        if (sameExtent(source, this.source)) this.#companion = this.#layer(source);
        else fill(this.message, problem(`${one.text} covers another place, so that it cannot lie upon this image.`));
      }
    } catch (error) {
      fill(this.message, problem(`${one.text} cannot be read: ${error.message}`));
    }
    if (!this.#stopped) this.#arrange();
  }

  #compareChoice() {
    const { item, items, view } = this.#context;
    this.others = items.filter((other) => other.entry && other.id !== item.id && views(other).some((its) => its.id === view.id));
    if (!this.others.length) return;
    const options = this.others.map((other) => [other.id, `${label(other, items)}  @${other.id.slice(0, 4)}`]);
    this.compareWith = choice("Compare with", [["", "compare with …"], ...options], "", (key) => this.#route(key, key ? remembered.mode : null));
    this.modes = ["side", "flicker", "difference"].map((mode) => button({ side: "Side by side", flicker: "Flicker", difference: "Difference" }[mode],
      () => this.setMode(mode), { "data-mode": mode, "aria-pressed": "false", disabled: true }));
    fill(this.compareTools, this.compareWith, el("span", { class: "group" }, this.modes));
  }

  setMode(mode) {
    const key = this.#otherKey ?? (this.others ?? []).find((other) => other.id === this.#context.item.entry?.before) ?.id ?? this.others?.[0]?.id;
    if (key) this.#route(key, mode);
  }

  #route(key, mode) {
    if (mode) remembered.mode = mode;
    go({ ...route(), with: key || null, mode }, true);
    this.compare(key, mode);
  }

  /** Shows another entry's image as well; without a key, this one alone. */
  async compare(key, mode) {
    fill(this.message);
    const other = this.others?.find((one) => one.id === key);
    try {
      if (other && this.#otherKey !== key) {
        const view = views(other).find((one) => one.id === this.#context.view.id);
        this.#other = this.#layer(await this.#open(view, fileUrl(other.entry.files, view.id)));
        if (this.#main.look.low !== null) this.#other.restyle({ low: this.#main.look.low, high: this.#main.look.high, map: this.#main.look.map });
      }
      this.#otherKey = other ? key : null;
      this.#otherIsNewer = other ? other.entry.committed > this.#context.item.entry?.committed : false;
      if (!other) this.#other = null;
      this.#mode = other ? mode : "one";
      this.#difference = this.#mode === "difference" ? this.#layer(differenceOf(...this.#inOrder(this.#other.source, this.source))) : null;
    } catch (error) {
      this.#other = null;
      this.#otherKey = null;
      this.#mode = "one";
      fill(this.message, problem(`@${key} cannot be compared: ${error.message}`));
    }
    if (this.#stopped) return;
    this.#main.shown = true;
    if (this.compareWith) this.compareWith.value = this.#otherKey ?? "";
    for (const one of this.modes ?? []) {
      one.disabled = !this.#otherKey;
      one.setAttribute("aria-pressed", String(one.dataset.mode === this.#mode));
    }
    this.#arrange();
  }
}

function about(source) {
  const levels = source.levels.length > 1 ? `, ${source.levels.length} levels` : "";
  return `${source.kind === "labels" ? "labels, " : ""}${source.type} [${source.shape.join(", ")}]${levels}`;
}
