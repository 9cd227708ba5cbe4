// "Did the answer help?" with a reason for those who want to give one.

import { button, el } from "./dom.js";

export class Feedback {
  // rate(value, reason) sends; what the server says to it does not matter to the visitor.
  constructor(texts, rate) {
    this.texts = texts;
    this.rate = (...said) => rate(...said).catch(() => {});
    this.node = el(
      "div",
      { class: "helped", role: "group", "aria-label": texts.helped },
      el("span", { text: texts.helped }),
      thumb("up", texts.yes, () => this.done("up")),
      thumb("down", texts.no, () => this.ask()),
    );
  }

  ask() {
    this.rate("down");
    const { texts } = this;
    const why = el("textarea", { id: "why", rows: "2", maxlength: "500", autocomplete: "off", spellcheck: "false" });
    const send = button(texts.sendWhy, () => (why.value.trim() ? this.done("down", why.value.trim()) : this.thank()));
    this.node.replaceChildren(el("label", { for: "why", text: texts.why }), why, send);
    why.focus();
  }

  done(value, reason) {
    this.rate(value, reason);
    this.thank();
  }

  thank() {
    const thanks = el("p", { role: "status", tabindex: "-1" });
    this.node.replaceChildren(thanks);
    thanks.focus();
    thanks.textContent = this.texts.thanks;
  }
}

const THUMB = "M1 10h4v11H1zM7 10l5-8c2 0 3 1 2.6 3L14 9h6c1.5 0 2.3 1 2 2.4l-1.7 7.8c-.3 1.1-1 1.8-2.2 1.8H7z";

function thumb(way, word, press) {
  const node = button("", press);
  const sign = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", THUMB);
  for (const [name, value] of [["viewBox", "0 0 24 24"], ["class", `thumb ${way}`], ["aria-hidden", "true"]]) {
    sign.setAttribute(name, value);
  }
  sign.append(path);
  node.append(sign, word);
  return node;
}
