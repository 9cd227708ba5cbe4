// The conversation taken along: as text on the clipboard, or on paper.

import { el } from "./dom.js";

// What stands in the log, a line for each line. Labels for screen readers are kept: they tell who.
export function transcript(log) {
  return [...log.children].map((message) => lines(message).join("\n")).join("\n\n");
}

function lines(message) {
  const copy = message.cloneNode(true);
  copy.querySelectorAll("button, a .unseen").forEach((node) => node.remove());
  const blocks = [...copy.querySelectorAll("p, li, .words")];
  const who = copy.querySelector(".unseen")?.textContent ?? "";
  return [who, ...blocks.map((block) => (block.matches("li") ? "• " : "") + block.textContent.trim())];
}

// Puts a text on the clipboard; false where the browser does not let it.
export async function copyText(text, root) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyOldWay(text, root);
  }
}

// For pages without https and frames without permission.
function copyOldWay(text, root) {
  const before = root.activeElement;
  const field = el("textarea", { class: "unseen", "aria-hidden": "true", tabindex: "-1" });
  field.value = text;
  root.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  before?.focus?.({ preventScroll: true });
  return done;
}

// Prints the text alone, from an empty frame, so that neither the page nor its address is on paper.
export function printText(text, title, root) {
  const frame = el("iframe", { class: "unseen", title, tabindex: "-1", "aria-hidden": "true" });
  root.append(frame);
  const { document: paper } = frame.contentWindow;
  paper.title = title;
  for (const line of text.split("\n")) paper.body.append(el("p", { text: line }));
  const remove = () => frame.remove();
  frame.contentWindow.addEventListener("afterprint", remove);
  frame.contentWindow.print();
  setTimeout(remove, 60000); // browsers that never say that they have printed
}
