// What is said between the visitor and the server: sent, answered, failed, warned, ended.

import { button, el } from "./dom.js";
import { Feedback } from "./feedback.js";
import { FACTS } from "./facts.js";
import { botMessage, language, ownMessage } from "./message.js";
import { TEXTS } from "./texts.js";

const MOST = FACTS.longest; // characters of a message
const SLOW = 4000; // milliseconds until a wait is called slow
const ENDED = new Set(["expired", "erased", "token_missing", "token_invalid"]);
const STATES = {
  unavailable: "offline", too_fast: "fast", too_many: "fast", too_long: "long", too_large: "long",
  expired: "expired", token_missing: "expired", token_invalid: "expired", erased: "erased",
};

// The element's side of a conversation. What it stands on is made by Chatt: ui, talk, idle, texts,
// language; round, which counts conversations; wipe(), reset() and measure().
export class Conversation extends HTMLElement {
  start() {
    this.begun = true;
    this.starting = this.connect();
  }

  async connect() {
    const { round } = this;
    const kept = Boolean(this.talk.token);
    this.notice(this.texts.connecting, "connecting");
    try {
      const said = await (kept ? this.talk.restore(this.language) : this.talk.start(this.language));
      if (round !== this.round) return;
      this.notice("");
      if (kept) this.restore(said.messages ?? []);
      else this.hear(said);
      this.idle.start(said);
    } catch (error) {
      if (round !== this.round || error.code === "aborted") return;
      this.begun = false;
      if (kept && ENDED.has(error.code)) {
        this.talk.forget();
        this.start();
      } else {
        this.trouble(error, () => this.start(), this.texts.offlineStart);
      }
    }
  }

  // What was said on the page before, shown without being read out again.
  restore(messages) {
    const { log } = this.ui;
    log.setAttribute("aria-live", "off");
    for (const message of messages) {
      const own = message.from === "visitor";
      this.said ||= own;
      log.append(own ? ownMessage(message.text, this.texts) : botMessage(message, this.tools()));
    }
    this.follow(messages.filter((message) => message.from !== "visitor"));
    this.ui.scroll.scrollTop = this.ui.scroll.scrollHeight;
    setTimeout(() => log.removeAttribute("aria-live"), 500);
  }

  tools() {
    return { texts: this.texts, lang: this.language, copy: (text) => this.copy(text) };
  }

  // Puts a message of the visitor in the log and in the queue to the server.
  put(body, shown) {
    this.said = true;
    const node = ownMessage(shown, this.texts);
    this.ui.next.replaceChildren();
    this.ui.log.append(node);
    this.reveal(node);
    const message = { body: { ...body, id: crypto.getRandomValues(new Uint32Array(4)).join("-") }, shown, node };
    this.enqueue(message);
  }

  enqueue(message) {
    const { round } = this;
    this.queue = this.queue.then(() => round === this.round && this.deliver(message, round));
  }

  async deliver(message, round) {
    message.node.querySelector(".unsent")?.remove();
    this.notice(this.texts.waiting, "waiting");
    const slow = setTimeout(() => this.notice(this.texts.slow, "slow"), SLOW);
    try {
      await this.starting;
      if (round !== this.round) return;
      if (!this.talk.token) await this.startLate(round);
      const said = await this.talk.say(message.body, this.language);
      if (round !== this.round) return;
      this.notice("");
      this.hear(said, message.node);
      this.idle.start(said);
    } catch (error) {
      if (round === this.round && error.code !== "aborted") this.failed(error, message);
    } finally {
      clearTimeout(slow);
    }
  }

  // The conversation that was not begun, because the server was away when the chat was opened.
  async startLate(round) {
    const said = await this.talk.start(this.language);
    if (round !== this.round) return;
    this.begun = true;
    this.hear(said);
    this.idle.start(said);
  }

  failed(error, message) {
    if (error.code === "too_long" || error.code === "too_large" || error.code === "bad_request") {
      message.node.remove();
      this.putBack(message);
    } else if (ENDED.has(error.code)) {
      this.putBack(message);
    } else if (!message.node.querySelector(".unsent")) {
      message.node.append(el("p", { class: "unsent", text: this.texts.unsent }));
    }
    this.trouble(error, () => this.enqueue(message), this.texts.offline);
  }

  putBack({ body, shown }) {
    const { words } = this.ui;
    if (body.text && !words.value) words.value = shown;
    this.measure();
  }

  // An error as a sentence, what can be done about it, and the numbers.
  trouble(error, retry, offline) {
    const { texts } = this;
    const state = STATES[error.code] ?? "unclear";
    if (state === "expired" || state === "erased") return this.over(state, error.said);
    const said = {
      offline, long: error.said || texts.tooLong(1, MOST), unclear: error.said || texts.unclear,
      fast: `${error.said || texts.tooFast}${error.wait ? ` ${texts.wait(error.wait)}` : ""}`,
    }[state];
    const again = button(texts.again, () => {
      this.ui.scroll.focus({ preventScroll: true });
      retry();
    });
    const actions = state === "long" ? [] : state === "unclear" ? [button(texts.anew, () => this.anew())] : [again];
    this.notice(said, state, actions);
    if (state === "fast" && error.wait) {
      again.disabled = true;
      setTimeout(() => (again.disabled = false), error.wait * 1000);
    }
  }

  // The end: nothing of the conversation is left on the screen, and a new one can begin.
  finish(state, said = "") {
    this.wipe();
    this.begun = true; // until the visitor asks for a new one
    this.notice(said || this.texts[state], state, [button(this.texts.anew, () => this.anew())]);
  }

  // The end that the server tells of: the visitor is there, so what she has written stays.
  over(state, said) {
    const written = this.ui.words.value;
    this.finish(state, said);
    this.ui.words.value = written;
    this.measure();
  }

  async erase() {
    const { round } = this;
    const erasing = this.talk.erase();
    this.finish("erased");
    this.ui.scroll.focus({ preventScroll: true });
    if (!(await erasing) && this.round === round + 1) this.ui.status.textContent = this.texts.eraseFailed;
  }

  anew() {
    this.reset();
    this.ui.words.focus();
    this.start();
  }

  warn() {
    const minutes = Math.max(1, Math.round(this.idle.left / 60));
    const stay = button(this.texts.stay, () => {
      this.ui.words.focus();
      this.extend();
    });
    this.notice(this.texts.idle(minutes), "idle", [stay]);
  }

  async extend() {
    const { round } = this;
    try {
      const said = await this.talk.extend(this.language);
      if (round !== this.round) return;
      if (this.ui.panel.dataset.state !== "waiting") this.notice("");
      this.idle.start(said);
    } catch (error) {
      if (round === this.round && error.code !== "aborted") this.trouble(error, () => this.extend(), this.texts.offline);
    }
  }

  // Adds what the bot said, in one step, and offers what may come next.
  hear(said, after = null) {
    const messages = said.messages ?? [];
    const spoken = language(messages.at(-1)?.lang);
    if (spoken in TEXTS && spoken !== this.language) this.setLanguage(spoken);
    const nodes = messages.map((message) => botMessage(message, this.tools()));
    this.ui.log.append(...nodes);
    this.follow(messages);
    if (after && nodes.length) this.reveal(messages[0].urgent ? nodes[0] : after);
  }

  follow(messages) {
    const { texts } = this;
    const choices = messages.flatMap((message) => message.buttons ?? []).map(({ title, payload }) =>
      button(title, () => {
        this.ui.scroll.focus({ preventScroll: true });
        this.put({ payload }, title);
      }, "choice"));
    const last = messages.at(-1);
    const rate = this.said && last?.id && !messages.some((message) => message.urgent);
    this.ui.next.replaceChildren(
      ...(choices.length ? [el("div", { role: "group", "aria-label": texts.choices }, ...choices)] : []),
      ...(rate ? [new Feedback(texts, (value, reason) => this.talk.rate(last.id, value, reason, this.language)).node] : []),
    );
  }

  // Scrolls within the chat so that a message can be read from its beginning.
  reveal(node) {
    const { scroll, panel } = this.ui;
    const box = scroll.scrollHeight > scroll.clientHeight + 1 ? scroll : panel;
    box.scrollTop += node.getBoundingClientRect().top - box.getBoundingClientRect().top - 8;
  }

  // The one place for what the chat itself has to say, and the state that the design follows.
  notice(text, state = "open", actions = []) {
    const { panel, status, choices, scroll } = this.ui;
    const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 40;
    panel.dataset.state = state;
    status.textContent = text;
    choices.replaceChildren(...actions);
    if (atEnd) scroll.scrollTop = scroll.scrollHeight;
  }
}
