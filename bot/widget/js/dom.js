// Elements without markup: every text goes in as text, so nothing that anyone writes can become code.

// An element. props: class, text, on (handlers by event), data, others are attributes;
// null and false leave an attribute out.
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === false || value === undefined) continue;
    if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else if (name === "on") for (const [type, handler] of Object.entries(value)) node.addEventListener(type, handler);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

// A real button that submits nothing.
export function button(label, press, className = "quiet") {
  return el("button", { type: "button", class: className, text: label, on: { click: press } });
}

const MOST_SHOWN = 8000;
// Control characters other than tab and newline; overrides and embeddings of writing direction,
// which can show a number backwards; halves of characters, invisible tags, non-characters.
const UNSHOWN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uD800-\uDFFF\uFEFF\uFFF9-\uFFFF]|[\u{E0000}-\u{E007F}]/gu;
const STACKED = /(\p{Mn}{4})\p{Mn}+/gu;

// What may be shown of a text from anywhere.
export function clean(text) {
  const whole = String(text ?? "").slice(0, 2 * MOST_SHOWN).replace(/\r\n?/g, "\n");
  const shown = whole.replace(UNSHOWN, "").replace(STACKED, "$1");
  return shown.length > MOST_SHOWN ? `${shown.slice(0, MOST_SHOWN)}…` : shown;
}

const HREFS = {
  tel: /^tel:\+?[0-9]{2,15}$/,
  sms: /^sms:\+?[0-9]{2,15}$/,
  mailto: /^mailto:[\w.+-]+@[\w-]+(\.[\w-]+)+$/,
};

// Whether an address is one of the four kinds that a message may link to.
export function allowed(href) {
  const kind = /^[a-z]+(?=:)/.exec(String(href))?.[0];
  if (kind !== "https") return HREFS[kind]?.test(href) ?? false;
  try {
    const url = new URL(href);
    return url.protocol === "https:" && !url.username;
  } catch {
    return false;
  }
}

// A link to an allowed address; its text alone where the address is not allowed. Web pages open in
// a tab of their own, so that the conversation stays; they do not learn where the visitor came from.
export function link(text, href, texts, className = null) {
  if (!allowed(href)) return el("span", { text: clean(text) });
  const away = href.startsWith("https:");
  const props = { href, class: className, rel: "noopener noreferrer", target: away ? "_blank" : null };
  const note = away ? el("span", { class: "unseen", text: ` (${texts.newTab})` }) : null;
  return el("a", props, clean(text), note);
}
