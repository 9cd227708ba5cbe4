// <kvinnofrid-chatt>: the chat of a page. Attributes: docs/widget.md.

import { Conversation } from "./conversation.js";
import { el } from "./dom.js";
import { FACTS, STYLE } from "./facts.js";
import { Idle } from "./idle.js";
import { exitAddress, leave } from "./leaving.js";
import { buildPanel } from "./panel.js";
import { copyText, printText, transcript } from "./paper.js";
import { followScreen } from "./screen.js";
import { onThreeShifts } from "./shift.js";
import { Talk } from "./talk.js";
import { TEXTS } from "./texts.js";

const ORIGIN = document.currentScript ? new URL(document.currentScript.src).origin : location.origin;

class Chatt extends Conversation {
  connectedCallback() {
    if (this.ui) return;
    const server = (this.getAttribute("server") || ORIGIN).replace(/\/+$/, "");
    const exit = exitAddress(this.getAttribute("exit"), FACTS.exit);
    this.inline = this.getAttribute("position") === "inline";
    this.life = new AbortController();
    this.talk = new Talk(server, this.getAttribute("persist") === "tab");
    this.ui = buildPanel(server, exit, this.getAttribute("greeting"), this.actions());
    this.build(server);
    this.setLanguage(this.getAttribute("lang") || this.closest("[lang]:not(kvinnofrid-chatt)")?.lang || "sv");
    this.idle = new Idle(() => this.warn(), () => this.finish("expired"));
    this.queue = Promise.resolve();
    this.round = 0; // counts conversations: an answer to one that is over is not shown
    this.listen(exit);
    this.begin();
  }

  disconnectedCallback() {
    if (this.isConnected || !this.ui) return;
    this.life.abort();
    this.wipe();
    this.ui.layer.remove();
    this.ui.panel.remove();
    this.ui = null;
  }

  actions() {
    return {
      switchLanguage: () => this.switchLanguage(),
      fold: () => this.fold(),
      close: () => this.close(),
      copyAll: () => this.copy(transcript(this.ui.log)),
      print: () => printText(transcript(this.ui.log), this.texts.title, this.frame),
      erase: () => this.erase(),
    };
  }

  build(server) {
    const { ui } = this;
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.replaceChildren();
    if ("adoptedStyleSheets" in root) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
    } else {
      root.append(el("link", { rel: "stylesheet", href: `${server}/chat/widget/widget.css` }));
    }
    const place = this.inline ? "inline" : this.getAttribute("position") === "left" ? "left" : "right";
    this.frame = el("div", { class: `root ${place}` }, ui.layer);
    (this.inline ? this.frame : ui.layer).append(ui.panel);
    root.append(this.frame);
    if (ui.layer.showPopover) {
      ui.layer.popover = "manual"; // the top layer: over cookie banners, untouched by the page
      ui.layer.showPopover();
    }
    followScreen(ui, this.life.signal);
  }

  listen(exit) {
    const { ui } = this;
    const { signal } = this.life;
    const go = () => {
      this.wipe();
      leave(exit);
    };
    ui.leave.addEventListener("click", (event) => {
      event.preventDefault();
      go();
    });
    onThreeShifts({
      signal,
      done: go,
      counted: (left) => (ui.spoken.textContent = this.texts.shift(left)),
      cancelled: () => (ui.spoken.textContent = this.texts.shiftOff),
    });
    ui.launcher.addEventListener("click", () => this.open(true));
    ui.write.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    ui.words.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.send();
    });
    ui.words.addEventListener("input", () => this.typed());
    ui.panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing && !this.inline) this.fold();
    });
    window.addEventListener("pagehide", () => this.away(), { signal });
    window.addEventListener("pageshow", (event) => event.persisted && this.begin(), { signal });
    document.addEventListener("visibilitychange", () => this.idle.check(), { signal });
  }

  // How the widget stands when a page has been loaded, or comes back.
  begin() {
    const { ui } = this;
    this.talk.resume();
    const follows = Boolean(this.talk.token);
    ui.launcher.textContent = follows ? this.texts.resume : this.texts.open;
    const wide = matchMedia("(min-width: 48em)").matches;
    if (this.inline || this.hasAttribute("open") || (follows && wide)) this.open(false);
    else this.show(false);
  }

  get texts() {
    return TEXTS[this.language];
  }

  setLanguage(wanted) {
    this.language = /^en\b/i.test(wanted) ? "en" : "sv";
    this.frame.lang = this.language;
    this.ui.speak(this.language, this.texts);
    this.measure();
  }

  switchLanguage() {
    this.setLanguage(this.language === "sv" ? "en" : "sv");
    if (this.said || !this.talk.token) return;
    this.talk.end();
    this.reset(); // nothing said yet: the greeting in the other language
    this.start();
  }

  show(open) {
    const { ui } = this;
    ui.panel.hidden = !open;
    ui.layer.classList.toggle("open", open && !this.inline);
    ui.launcher.hidden = open || this.inline;
    ui.fold.hidden = this.inline;
    ui.launcher.setAttribute("aria-expanded", String(open));
  }

  open(asked) {
    this.show(true);
    if (asked) this.ui.title.focus();
    if (!this.begun) this.start();
  }

  // Hides the conversation and keeps it.
  fold() {
    this.show(false);
    this.ui.launcher.textContent = this.begun ? this.texts.resume : this.texts.open;
    this.ui.launcher.focus();
  }

  // Hides it and erases it.
  close() {
    this.wipe();
    this.ui.launcher.textContent = this.texts.open;
    if (!this.inline) {
      this.show(false);
      this.ui.launcher.focus();
    } else {
      this.finish("erased");
    }
  }

  // The page goes away. A conversation that follows the tab goes on; any other ends here.
  away() {
    if (!this.ui) return;
    if (this.talk.keep && this.talk.token) {
      this.talk.stop();
      this.empty();
    } else {
      this.wipe();
    }
    this.show(false);
  }

  wipe() {
    this.talk.end();
    this.empty();
  }

  // Nothing of the conversation on the screen, nor of what was being written.
  empty() {
    this.reset();
    this.ui.words.value = "";
    this.measure();
  }

  // The screen without a conversation.
  reset() {
    const { ui } = this;
    this.idle.stop();
    this.begun = false;
    this.said = false;
    this.round += 1;
    this.queue = Promise.resolve();
    ui.log.replaceChildren();
    ui.next.replaceChildren();
    ui.spoken.textContent = "";
    ui.more.open = false;
    this.notice("");
  }

  typed() {
    this.measure();
    this.idle.active(() => this.extend());
  }

  // How long the text is, and how high its field.
  measure() {
    const { words, count } = this.ui;
    const over = words.value.length > FACTS.longest;
    count.textContent = words.value.length > FACTS.longest * 0.9 ? this.texts.count(words.value.length, FACTS.longest) : "";
    words.setAttribute("aria-invalid", String(over));
    if (!over && this.ui.panel.dataset.state === "long") this.notice("");
    words.rows = Math.min(5, 1 + Math.floor(words.value.length / 40) + (words.value.match(/\n/g)?.length ?? 0));
  }

  send() {
    const { words } = this.ui;
    const text = words.value.trim();
    if (!text) return words.focus();
    if (words.value.length > FACTS.longest) {
      this.notice(this.texts.tooLong(words.value.length - FACTS.longest, FACTS.longest), "long");
      return words.focus();
    }
    words.value = "";
    this.measure();
    this.put({ text }, text);
  }

  async copy(text) {
    const done = await copyText(text, this.shadowRoot);
    this.ui.status.textContent = done ? this.texts.copied : this.texts.notCopied;
  }
}

if (!customElements.get("kvinnofrid-chatt")) customElements.define("kvinnofrid-chatt", Chatt);
