// Comma-separated values, as RFC 4180 has them.

/** The rows of a text, each a list of fields. Empty lines are none, unless there is but one column, whose value they may be. */
export function rows(text, separator = ",") {
  const found = [];
  let row = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    const start = at;
    let field = "";
    if (text[at] === '"') {
      at = quoteEnd(text, at + 1);
      field = text.slice(start + 1, at++).replaceAll('""', '"');
    }
    const end = fieldEnd(text, at, separator);
    row.push(field + text.slice(at, end)); // what stands behind a quote still belongs to the field
    at = end;
    if (text[at] === separator) {
      at++;
      if (at === text.length) row.push("");
      else continue;
    }
    if (text[at] === "\r") at++;
    if (text[at] === "\n") at++;
    if (row.length > 1 || start < end || found[0]?.length === 1) found.push(row);
    row = [];
  }
  return found;
}

/** What stands most often between the names of columns: numbers may have commas in them. `cachetree diff` does the same. */
export function separator(text) {
  const header = /^\ufeff?(?:"[^"]*"|[^"\r\n]+)*/.exec(text)[0].replaceAll(/"[^"]*"/g, "");
  const count = (sign) => header.split(sign).length;
  return [",", ";", "\t"].reduce((most, sign) => (count(sign) > count(most) ? sign : most));
}

function quoteEnd(text, from) {
  let end = from;
  while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1;
  return end;
}

function fieldEnd(text, from, separator) {
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== "\n" && text[end] !== "\r") end++;
  return end;
}

/** Whether all values of a column that are there are numbers. */
export function numeric(values) {
  let some = false;
  for (const value of values) {
    if (value === "") continue;
    if (!isNumber(value)) return false;
    some = true;
  }
  return some;
}

function isNumber(text) {
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) || /^(nan|[-+]?inf(inity)?)$/i.test(text);
}
