// The codecs that are WebAssembly, made ready for a page in which no text becomes code.

const Original = globalThis.Function;

/**
 * The glue between WebAssembly and JavaScript that Emscripten made for numcodecs builds each of its functions from text, which the page's
 * policy forbids, and which is nothing that a page with other people's data should allow. What that text says is said here as code: convert
 * the arguments, call, clean up, convert the result.
 */
function Glue(...names) {
  const body = names.pop();
  if (!["invoker", "fn", "retType"].every((name) => names.includes(name))) return Original(...names, body); // which the policy forbids
  return (...values) => {
    const given = Object.fromEntries(names.map((name, at) => [name, values[at]]));
    const types = names.filter((name) => /^argType\d+$/.test(name)).map((name) => given[name]);
    const cleans = body.includes("var destructors = []");
    const returns = body.includes("var rv = ");
    return (...parameters) => {
      const destructors = cleans ? [] : null;
      const wired = types.map((type, at) => type.toWireType(destructors, parameters[at]));
      const result = given.invoker(given.fn, ...wired);
      if (cleans) given.runDestructors(destructors);
      else wired.forEach((value, at) => given[`arg${at}Wired_dtor`]?.(value));
      return returns ? given.retType.fromWireType(result) : undefined;
    };
  };
}

Glue.prototype = Original.prototype;
globalThis.Function = Glue;
