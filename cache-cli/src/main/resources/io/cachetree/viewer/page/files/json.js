// A JSON file as a tree.

import { wholeFile } from "../data.js";
import { fill } from "../dom.js";
import { jsonTree, parse } from "./jsontree.js";

const LARGEST = 32_000_000;

export async function show(box, { url }) {
  const text = new TextDecoder().decode(await wholeFile(url, LARGEST));
  fill(box, jsonTree(parse(text)));
}
