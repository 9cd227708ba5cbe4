// One message of the conversation as one element, ready to be added to the log in one step, so that
// a screen reader reads it once.

import { allowed, button, clean, el, link } from "./dom.js";
import { richText } from "./richtext.js";

// What the bot said. tools: {texts, lang, copy(text)}.
export function botMessage(message, tools) {
  return el(
    "div",
    { class: message.urgent ? "said urgent" : "said", lang: language(message.lang) },
    el("span", { class: "unseen", lang: tools.lang, text: `${tools.texts.bot}: ` }),
    ...richText(message.text, message.links ?? [], tools.texts),
    ...(message.cards ?? []).map((card) => contactCard(card, tools)),
  );
}

// What the visitor wrote, as plain text.
export function ownMessage(text, texts) {
  const words = el("span", { class: "words", dir: "auto", text: clean(text) });
  return el("div", { class: "own" }, el("span", { class: "unseen", text: `${texts.you}: ` }), words);
}

// Whom to turn to: name, number to tap, hours, whether it is open now, a button that copies, source.
export function contactCard(card, { texts, copy }) {
  const phone = card.phone && allowed(card.phone.href) ? card.phone : null;
  return el(
    "div",
    { class: "card" },
    el("p", { class: "name", text: clean(card.name) }),
    phone && el(
      "p",
      { class: "phone" },
      link(`${texts.call} ${phone.text}`, phone.href, texts, "call"),
      copy && named(button(texts.copy, () => copy(phone.text)), texts.copyNumber(clean(phone.text))),
    ),
    card.email && el("p", {}, link(card.email.text, card.email.href, texts)),
    card.url && el("p", {}, link(card.url.text, card.url.href, texts)),
    (card.hours || typeof card.open_now === "boolean") && el("p", {}, openState(card, texts), clean(card.hours)),
    card.note && el("p", { text: clean(card.note) }),
    card.source && el("p", { class: "source" }, `${texts.source}: `, link(card.source.text, card.source.href, texts)),
  );
}

function openState(card, texts) {
  if (typeof card.open_now !== "boolean") return null;
  const text = card.open_now ? texts.openNow : texts.closedNow;
  return el("strong", { class: card.open_now ? "is-open" : "is-closed", text: `${text}${card.hours ? ". " : ""}` });
}

function named(node, label) {
  node.setAttribute("aria-label", label);
  return node;
}

// A language tag, or none where the server's is no tag.
export function language(tag) {
  return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag ?? "") ? tag : null;
}
