// A JSON file as a tree.

import { parse, wholeFile } from "../data.js";
import { fill } from "../dom.js";
import { jsonTree } from "./jsontree.js";

const LARGEST = 32_000_000;

export async function show(box, { url }) {
  const text = new TextDecoder().decode(await wholeFile(url, LARGEST));
  fill(box, jsonTree(parse(text)));
}
