// What the line below an image says of the place under the pointer.

import { number } from "../format.js";
import { PLANES } from "./state.js";

const UNITS = { micrometer: "µm", nanometer: "nm", millimeter: "mm", centimeter: "cm", meter: "m", angstrom: "Å", second: "s", millisecond: "ms" };
const CHANGES = ["same", "only before", "only now", "another object"];

export function spoken(unit) {
  return UNITS[unit] ?? unit;
}

/** What the file calls an axis. */
export function shownName({ name, label }) {
  return label ?? name;
}

/** Value, index and physical position, for the image and what lies upon it. */
export function physical(state, place, layers) {
  const { source } = state;
  const level = source.levels[0];
  const inPlane = PLANES[state.plane];
  const index = source.axes.map((axis, at) => {
    const part = inPlane.indexOf(axis.name);
    return part < 0 ? state.index[axis.name] : Math.floor(place[part === 0 ? 1 : 0] / level.scale[at]);
  });
  if (index.some((value, at) => value < 0 || value >= source.shape[at])) return "";
  const positions = source.axes.map((axis, at) => [axis, index[at] * level.scale[at] + level.translation[at]])
    .filter(([axis]) => axis.name !== "c")
    .map(([axis, position]) => `${shownName(axis)} ${number(position)}${axis.unit ? ` ${spoken(axis.unit)}` : ""}`);
  const values = layers.filter((layer) => layer.shown).map((layer) => [layer, layer.at(place)]).filter(([, found]) => found)
    .map(([layer, found]) => said(layer.source.kind, found));
  return `${values.join("  ·  ")}   [${index.join(", ")}]   ${positions.join("  ")}`;
}

function said(kind, { value, level }) {
  const coarse = level ? ` (level ${level})` : "";
  if (kind === "labels") return `${value === 0 || value === 0n ? "no label" : `label ${value}`}${coarse}`;
  if (kind === "changes") return CHANGES[value];
  if (kind === "colours") return `RGB ${value.slice(0, 3).join(" ")}${value[3] === 255 ? "" : `, opacity ${value[3]}`}`;
  return `${kind === "difference" ? "difference" : "value"} ${typeof value === "bigint" ? value : number(Number(value))}${coarse}`;
}
