// The conversation with the server: one token in memory, no cookie, nothing kept on the device
// unless the page asks for persist="tab" (then the token, never a text, in sessionStorage).

const KEY = "chatt";
const PATIENCE = 25000; // milliseconds until a request counts as unanswered

// Why the server, or the network, did not do what was asked.
export class Refused extends Error {
  constructor(code, said = {}) {
    super(code);
    this.code = code;
    this.said = typeof said.message === "string" ? said.message : "";
    this.wait = Number(said.retry_after) || 0; // seconds
  }
}

export class Talk {
  constructor(server, keep) {
    this.api = `${server}/chat/api/`;
    this.keep = keep;
    this.open = new Set();
    this.resume();
  }

  // Takes up the conversation of the tab, if there is one that follows it.
  resume() {
    this.token = this.keep ? recall() : "";
  }

  start(lang) {
    return this.ask("conversations", { lang }, lang);
  }

  say(body, lang) {
    return this.ask("messages", body, lang);
  }

  extend(lang) {
    return this.ask("extend", {}, lang);
  }

  restore(lang) {
    return this.ask("conversation", null, lang);
  }

  rate(message, value, reason, lang) {
    return this.ask("feedback", { message, value, ...(reason && { reason }) }, lang);
  }

  // Ends every request that is under way; their callers see the code "aborted".
  stop() {
    for (const request of this.open) request.abort();
    this.open.clear();
  }

  // Forgets the token here and has the server erase the conversation, without waiting.
  end() {
    const token = this.forget();
    if (!token) return;
    const address = `${this.api}end`;
    if (navigator.sendBeacon?.(address, token)) return;
    fetch(address, { method: "POST", body: token, keepalive: true, ...PRIVATE }).catch(() => {});
  }

  // The same, and true once the server has said that it is done.
  async erase() {
    const token = this.forget();
    if (!token) return true;
    try {
      return (await fetch(`${this.api}end`, { method: "POST", body: token, keepalive: true, ...PRIVATE })).ok;
    } catch {
      return false;
    }
  }

  forget() {
    this.stop();
    const token = this.token;
    this.token = "";
    remember("");
    return token;
  }

  async ask(path, body, lang) {
    const request = new AbortController();
    this.open.add(request);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      request.abort();
    }, PATIENCE);
    try {
      const headers = { "Accept-Language": lang };
      if (this.token) headers.Authorization = `Bearer ${this.token}`;
      if (body) headers["Content-Type"] = "application/json";
      const reply = await fetch(this.api + path, {
        method: body ? "POST" : "GET",
        body: body && JSON.stringify(body),
        headers,
        signal: request.signal,
        ...PRIVATE,
      });
      const said = reply.status === 204 ? {} : await reply.json();
      if (!reply.ok) throw refusal(reply, said);
      if (typeof said.token === "string") {
        this.token = said.token;
        if (this.keep) remember(said.token);
      }
      return said;
    } catch (error) {
      if (error instanceof Refused) throw error;
      throw new Refused(request.signal.aborted && !late ? "aborted" : "unavailable");
    } finally {
      clearTimeout(timer);
      this.open.delete(request);
    }
  }
}

const PRIVATE = { credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" };

function refusal(reply, said) {
  const wait = said?.retry_after ?? reply.headers.get("Retry-After");
  return new Refused(String(said?.code ?? "unavailable"), { ...said, retry_after: wait });
}

// Storage can be switched off altogether; then the chat simply does not follow.
function recall() {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

function remember(token) {
  try {
    if (token) sessionStorage.setItem(KEY, token);
    else sessionStorage.removeItem(KEY);
  } catch {
    // nothing to forget either
  }
}
