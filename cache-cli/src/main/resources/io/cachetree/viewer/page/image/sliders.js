// A slider for each axis that is not in the plane, and the choice of the plane.

import { button, el, fill } from "../dom.js";
import { number } from "../format.js";
import { shownName, spoken } from "./words.js";

export class Sliders {
  #state;
  box = el("div", { class: "sliders" });
  planes = el("span", { class: "group", role: "group", "aria-label": "Plane" });

  constructor(state) {
    this.#state = state;
    this.#build();
    state.addEventListener("change", (event) => {
      if (event.detail === "plane") this.#build();
      if (event.detail === "slice") this.#tell();
    });
  }

  #build() {
    const state = this.#state;
    const planes = state.planes();
    fill(this.planes, planes.length > 1 ? planes.map((plane) => button(plane, () => state.setPlane(plane), { "aria-pressed": String(plane === state.plane) })) : null);
    const called = (name) => shownName(state.source.axes[state.axis(name)]);
    fill(this.box, state.sliders().map((name) => el("label", { class: "slider" }, el("span", { class: "axis" }, called(name)),
      el("input", { type: "range", min: "0", max: String(state.size(name) - 1), value: String(state.index[name]), "data-axis": name, "aria-label": `Slice in ${name}`,
        oninput: (event) => state.move(name, Number(event.target.value)) }), el("output", { "data-of": name }))));
    this.#tell();
  }

  #tell() {
    const state = this.#state;
    for (const [which, name] of state.sliders().entries()) {
      const [, input, told] = this.box.children[which].children;
      const at = state.axis(name);
      const { scale, translation } = state.source.levels[0];
      const { unit } = state.source.axes[at];
      input.value = String(state.index[name]);
      const channel = name === "c" ? state.source.channels[state.index.c]?.label : null;
      const where = channel ?? (unit ? `${number(state.index[name] * scale[at] + translation[at])} ${spoken(unit)}` : "");
      fill(told, `${state.index[name]} / ${state.size(name) - 1}${where ? `  ${where}` : ""}`);
    }
  }
}
