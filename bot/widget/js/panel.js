// The parts that are always there, built once; `speak` puts the words of a language on them.

import { button, el, link } from "./dom.js";
import { FACTS } from "./facts.js";

const PAGES = { safety: "sakerhet", privacy: "integritet", access: "tillganglighet", plain: "utan-skript" };

// act: what the buttons do. Returns the elements by name, and speak(lang, texts).
export function buildPanel(server, exit, greeting, act) {
  const part = {
    spoken: el("p", { class: "spoken", role: "status" }),
    leave: el("a", { class: "leave", href: exit, target: "_top", rel: "noreferrer", "aria-describedby": "leave-how" }),
    leaveText: el("span", { class: "leave-text" }),
    leaveKeys: el("span", { class: "keys", "aria-hidden": "true" }),
    leaveHow: el("p", { id: "leave-how", hidden: true }),
    launcher: el("button", { type: "button", class: "launcher", "aria-expanded": "false", "aria-controls": "panel" }),
    panel: el("div", { id: "panel", class: "panel", role: "group", "aria-labelledby": "title", hidden: true }),
    title: el("h2", { id: "title", tabindex: "-1" }),
    other: button("", act.switchLanguage),
    fold: button("–", act.fold, "quiet square"),
    close: button("×", act.close, "quiet square"),
    danger: el("div", { class: "danger", role: "group" }),
    scroll: el("div", { class: "scroll", role: "group", tabindex: "0", "aria-labelledby": "title" }),
    greeting: el("p", { class: "greeting", text: greeting, hidden: !greeting }),
    log: el("div", { class: "log", role: "log" }),
    next: el("div", { class: "next" }),
    notice: el("div", { class: "notice" }),
    status: el("p", { class: "status", role: "status" }),
    choices: el("div", { class: "choices" }),
    write: el("form", { class: "write", novalidate: true }),
    label: el("label", { for: "words" }),
    words: el("textarea", {
      id: "words", rows: "1", autocomplete: "off", autocapitalize: "sentences", spellcheck: "false",
      enterkeyhint: "send", "aria-describedby": "hint count", "data-gramm": "false", "data-1p-ignore": true,
    }),
    send: el("button", { class: "send" }),
    hint: el("p", { id: "hint", class: "hint" }),
    count: el("p", { id: "count", class: "count" }),
    more: el("details", { class: "more" }),
    summary: el("summary"),
    copyAll: button("", act.copyAll),
    print: button("", act.print),
    erase: button("", act.erase),
    pages: el("p", { class: "pages" }),
  };
  part.leave.append(part.leaveText, part.leaveKeys);
  part.scroll.append(part.greeting, part.log, part.next);
  part.notice.append(part.status, part.choices);
  part.write.append(part.label, part.words, part.send, part.hint, part.count);
  part.more.append(part.summary, part.copyAll, part.print, part.erase, part.pages);
  part.panel.append(
    el("div", { class: "head" }, part.title, part.other, part.fold, part.close),
    part.danger, part.scroll, part.notice, part.write, part.more,
  );
  part.layer = el("section", { class: "layer" }, part.spoken, part.leave, part.leaveHow, part.launcher);
  part.speak = (lang, texts) => label(part, server, lang, texts);
  return part;
}

const PLAIN = [
  "title", "label", "hint", "send", "summary", "copyAll", "print", "erase", "other", "leaveHow", "leaveKeys",
];
const WORDS = { summary: "more" };

function label(part, server, lang, texts) {
  for (const name of PLAIN) part[name].textContent = texts[WORDS[name] ?? name];
  part.leaveText.textContent = texts.leave;
  part.other.lang = lang === "sv" ? "en" : "sv";
  part.launcher.textContent = texts.open;
  part.layer.setAttribute("aria-label", texts.title);
  part.log.setAttribute("aria-label", texts.log);
  part.danger.setAttribute("aria-label", texts.help);
  for (const name of ["fold", "close"]) {
    part[name].setAttribute("aria-label", texts[name]);
    part[name].title = texts[name];
  }
  part.danger.replaceChildren(...FACTS.numbers[lang].map((card) =>
    link(numbered(card, texts), card.phone.href, texts)));
  part.pages.replaceChildren(...Object.entries(PAGES).filter(([name]) => texts[name]).map(([name, path]) =>
    el("a", { href: `${server}/chat/${path}`, target: "_blank", rel: "noopener noreferrer" },
      texts[name], el("span", { class: "unseen", text: ` (${texts.newTab})` }))));
}

// Whose number it is and the number, which is not broken over two lines.
function numbered(card, texts) {
  const number = card.phone.text.replaceAll(" ", "\u00A0");
  return card.short ? `${card.short} ${number}` : `${texts.danger}\u00A0${number}`;
}
