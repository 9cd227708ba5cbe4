// The safe subset of formatting: lines, "• " lists, **bold**, and the links that the server names.

import { clean, el, link } from "./dom.js";

const BULLET = /^\s*•\s+/;
const BOLD = /\*\*([^*\n]+)\*\*/;
const ADDRESS = /https:\/\/[^\s<>"]+[^\s<>".,;:!?)]/;

// The nodes of a text. links: [{text, href}], each made a link wherever its text stands.
export function richText(text, links, texts) {
  const known = links.filter((one) => one?.text && one.href).sort((a, b) => b.text.length - a.text.length);
  const nodes = [];
  let list = null;
  for (const line of clean(text).split("\n")) {
    if (!line.trim()) {
      list = null;
    } else if (BULLET.test(line)) {
      if (!list) nodes.push((list = el("ul", { dir: "auto" })));
      list.append(el("li", {}, ...inline(line.replace(BULLET, ""), known, texts)));
    } else {
      list = null;
      nodes.push(el("p", { dir: "auto" }, ...inline(line, known, texts)));
    }
  }
  return nodes;
}

// The first thing to format in a line, then what stands after it.
function inline(line, known, texts) {
  const nodes = [];
  let rest = line;
  while (rest) {
    const next = first(rest, known);
    if (!next) break;
    if (next.at) nodes.push(rest.slice(0, next.at));
    nodes.push(next.bold ? el("strong", {}, ...inline(next.bold, known, texts)) : link(next.text, next.href, texts));
    rest = rest.slice(next.at + next.length);
  }
  if (rest) nodes.push(rest);
  return nodes;
}

function first(text, known) {
  let best = null;
  const offer = (at, found) => {
    if (at >= 0 && (!best || at < best.at)) best = { at, ...found };
  };
  for (const one of known) offer(whole(text, one.text), { ...one, length: one.text.length });
  const address = ADDRESS.exec(text);
  if (address) offer(address.index, { text: address[0], href: address[0], length: address[0].length });
  const bold = BOLD.exec(text);
  if (bold) offer(bold.index, { bold: bold[1], length: bold[0].length });
  return best;
}

// Where a link's text stands as a whole: the number of the police is no part of a longer number.
function whole(text, wanted) {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const around = (text[at - 1] ?? " ") + (text[at + wanted.length] ?? " ");
    if (!/[\p{L}\p{N}]/u.test(around)) return at;
  }
  return -1;
}
