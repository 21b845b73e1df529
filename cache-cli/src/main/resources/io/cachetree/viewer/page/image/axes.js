// What the axes of an array are called. The page draws planes of z, y and x; an array that calls them otherwise has them by position.

import { PLANES } from "./state.js";

const LETTERS = ["t", "c", "z", "y", "x"];

/** An axis for each dimension; `given` are those of the file, if it names them. */
export function axesOf(shape, given) {
  const sizes = `[${shape.join(", ")}]`;
  if (shape.length < 2) throw new Error(`An array of shape ${sizes} has no plane that could be shown as an image.`);
  if (shape.some((size) => size === 0)) throw new Error(`An array of shape ${sizes} has no pixels.`);
  const axes = given?.length === shape.length && given.every((axis) => typeof axis?.name === "string") ? given.map(lettered) : letters(shape.length);
  return unique(hasPlane(axes) ? axes : axes.map((axis, at) => ({ ...axis, name: ["x", "y"][shape.length - 1 - at] ?? axis.name })));
}

/** `X` is `x`; what people read stays as it is in the file. */
function lettered(axis) {
  const letter = axis.name.toLowerCase();
  return { ...axis, name: LETTERS.includes(letter) ? letter : axis.name, label: axis.name };
}

function letters(dimensions) {
  return Array.from({ length: dimensions }, (_, at) => ({ name: LETTERS.at(at - dimensions) ?? `d${at}` }));
}

function hasPlane(axes) {
  const names = axes.map((axis) => axis.name);
  return new Set(names).size === names.length && Object.values(PLANES).some((plane) => plane.every((name) => names.includes(name)));
}

/** Names that occur again are told apart; the last keeps its own, since the plane is last. */
function unique(axes) {
  return axes.map((axis, at) => (axes.slice(at + 1).some((later) => later.name === axis.name) ? { ...axis, name: `${axis.name} ${at}` } : axis));
}
