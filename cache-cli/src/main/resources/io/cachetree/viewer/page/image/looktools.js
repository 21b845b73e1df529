// The controls of how images look: contrast, colours, labels.

import { choice, el, fill } from "../dom.js";
import { MAPS } from "./colours.js";
import { Contrast } from "./contrast.js";

export class LookTools {
  #scene;
  #onchange;
  #contrast = null;
  box = el("div", { class: "tools look" });

  constructor(scene, onchange) {
    this.#scene = scene;
    this.#onchange = onchange;
  }

  /** Shows the controls that the scene has now. */
  show(companionChoice) {
    const scene = this.#scene;
    const { kind } = scene.chief.source;
    this.stop();
    const values = kind === "image" || kind === "difference";
    this.#contrast = values ? new Contrast(scene.chief, this.#onchange) : null;
    fill(this.box, this.#contrast?.box, kind === "image" ? this.#colours() : null, kind === "changes" ? legend() : null,
      scene.labelLayers().length ? this.#labels() : null, scene.mode === "difference" ? null : companionChoice);
    this.drawContrast();
  }

  stop() {
    this.#contrast?.observer.disconnect();
  }

  drawContrast() {
    this.#contrast?.draw();
  }

  auto() {
    this.#contrast?.auto();
  }

  #colours() {
    const { chief } = this.#scene;
    const { map } = chief.look;
    return choice("Colours", MAPS.includes(map) ? MAPS : [[map, `#${map}`], ...MAPS], map, (chosen) => {
      chief.restyle({ map: chosen });
      this.#onchange();
    });
  }

  #labels() {
    const scene = this.#scene;
    const opacity = el("input", { type: "range", min: "0", max: "1", step: "0.05", value: String(scene.opacity), "aria-label": "Opacity of labels", title: "Opacity of labels", disabled: !scene.companion });
    opacity.addEventListener("input", () => {
      scene.setOpacity(Number(opacity.value));
      this.#onchange();
    });
    const outlines = el("input", { type: "checkbox" });
    outlines.checked = scene.labelLayers()[0].look.outlines;
    outlines.addEventListener("change", () => {
      for (const layer of scene.labelLayers()) layer.restyle({ outlines: outlines.checked });
      this.#onchange();
    });
    return el("span", { class: "labels" }, el("label", {}, "Labels ", opacity), el("label", {}, outlines, " outlines"));
  }
}

function legend() {
  return el("span", { class: "legend" }, el("i", { class: "lost" }), "only before ", el("i", { class: "new" }), "only now ", el("i", { class: "other" }), "another object");
}
