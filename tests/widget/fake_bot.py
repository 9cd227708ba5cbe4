"""A stand-in for the web channel on loopback: the same addresses and bodies, with scripted answers.

What is sent decides what is answered: "fara" an urgent message, "tider" a card, "förslag" buttons,
"farlig" everything hostile. `mood` is how the server is: "ok", "slow", "stuck", "busy", "full",
"expired", "erased", "long", "down". It keeps conversations by token and forgets them at the end,
so a test can look into `conversations` as into the store.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlparse

from bot.answers.rendering import renderer
from bot.channels.web import settings
from bot.knowledge import load
from bot.widget import assets, pages

STRICT = ("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
          "img-src 'self'; base-uri 'none'; form-action 'self'; "
          "require-trusted-types-for 'script'; trusted-types 'none'")
OTHER_SITE = "/annan-webbplats"  # a page of a website that has no policy
ERRORS = {"busy": (429, "too_fast", 2), "full": (429, "too_many", 30),
          "long": (413, "too_long", None), "expired": (401, "expired", None),
          "erased": (410, "erased", None), "down": (503, "unavailable", None)}
GREETING = {
    "sv": "Hej! Jag är en robot. Jag är inte 112.\nSkriv inga namn eller personnummer. Samtalet "
          "raderas när du stänger, eller efter 30 minuter.\nTryck på Lämna sidan om någon kommer.",
    "en": "Hello! I am a robot. I am not 112.\nDo not write names or personal numbers. The "
          "conversation is erased when you close it, or after 30 minutes.\nPress Leave this page "
          "if someone comes.",
}


def message(text: str, **more: Any) -> dict[str, Any]:
    """A message of the bot in the form of the contract."""
    return {"id": secrets.token_hex(4), "from": "bot", "lang": "sv", "at": None, "urgent": False,
            "text": text, "links": [], "buttons": [], "cards": [], **more}


def phone(entry: str) -> dict[str, str]:
    """The number of an entry as a link."""
    number = load()[entry].phone.text()
    return {"text": number, "href": f"tel:{number.replace(' ', '').replace('-', '')}"}


def _line(entry: str) -> dict[str, str]:
    return {"kind": "tel", **phone(entry)}


def card(entry: str, **more: Any) -> dict[str, Any]:
    """A contact card from the facts."""
    known = load()[entry]
    nothing = dict.fromkeys(("email", "url", "hours", "open_now", "note", "source"))
    return {"name": known.name.sv, "phone": phone(entry), **nothing, **more}


def _scripted(text: str) -> list[dict[str, Any]]:
    say = renderer().render
    if "fara" in text:
        return [message(say("Ring {{ larm112.phone }} nu, även om du bara kan viska.\n"
                            "{{ kvinnofridslinjen.name }}, {{ kvinnofridslinjen.phone }}, svarar "
                            "dygnet runt.", "sv", {}),
                        urgent=True, links=[_line("larm112"), _line("kvinnofridslinjen")])]
    if "tider" in text or text == "/stodtelefon_oppettider":
        url = load()["stodtelefon"].hours_url.text()
        return [message(
            say("Stödtelefonen är öppen **{{ stodtelefon.hours_text }}**. Ring "
                "{{ stodtelefon.phone }}.\nMer finns på {{ stodtelefon.hours_url }}", "sv", {}),
            links=[_line("stodtelefon"), {"kind": "https", "text": url, "href": url}],
            cards=[card("stodtelefon", hours=load()["stodtelefon"].hours_text.text(),
                        open_now=False, source={"text": "Hedersförtryck.se", "href": url})],
            buttons=[{"title": "Vem kan ringa stödtelefonen?", "payload": "/stodtelefon_vem"},
                     {"title": "Är den öppen nu?", "payload": "/stodtelefon_oppet_nu"}])]
    if "english" in text.lower():
        return [message("The support phone is open on weekdays.", lang="en")]
    if "linjer" in text:
        return [message("Det här är några linjer:\n• Fara just nu: 112\n• Under 18 år: 116 111\n"
                        "Källa: länsstyrelsens sida.", links=[_line("larm112"), _line("bris")])]
    return [message("Jag svarar på frågor om stöd och kontakter. Vad vill du veta?")]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FakeBot

    def log_message(self, *args: Any) -> None:
        """Say nothing on the terminal."""

    def do_GET(self) -> None:
        """Pages, files, and the conversation of a tab."""
        address = urlparse(self.path)
        self.server.seen.append(f"GET {address.path}")
        if address.path == "/chat/api/conversation":
            self._conversation()
            return
        if address.path in self.server.extra:
            self._send(200, self.server.extra[address.path].encode(), "text/html; charset=utf-8")
            return
        if address.path == "/chat/lamna":
            self._send(303, b"", "text/plain", {"Location": settings.load().web_exit})
            return
        name = address.path.removeprefix("/chat/")
        found = assets.asset(name.removeprefix("widget/"))
        if found:
            self._send(200, found.body, found.content_type)
            return
        name = name or "demo"
        if name in pages.PAGES:
            lang = parse_qs(address.query).get("lang", ["sv"])[0]
            self._send(200, pages.render(name, lang).encode(), "text/html; charset=utf-8")
            return
        self._send(404, b"", "text/plain")

    def do_POST(self) -> None:
        """The API."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        name = urlparse(self.path).path.removeprefix("/chat/api/")
        self.server.seen.append(f"POST {name}")
        bot = self.server
        if name == "end":
            token = self._token() or body.decode()
            bot.conversations.pop(token, None)
            bot.ended.append(token)
            self._send(204, b"", "text/plain")
            return
        if bot.mood == "slow":
            time.sleep(bot.delay)
        if bot.mood == "stuck":
            bot.released.wait(30)
        if bot.mood in ERRORS and (name != "conversations" or bot.mood in ("down", "full")):
            self._error(*ERRORS[bot.mood])
            return
        said = json.loads(body or b"{}")
        if name == "conversations":
            greeting = [message(GREETING[said.get("lang") or "sv"], lang=said.get("lang") or "sv",
                                **bot.greeting)]
            self._answer(201, "", greeting)
            return
        token = self._token()
        if token not in bot.conversations:
            self._error(401, "token_invalid", None)
        elif name == "messages":
            self._turn(token, said)
        elif name == "extend":
            self._answer(200, token, [])
        elif name == "feedback":
            bot.feedback.append(said)
            self._send(204, b"", "text/plain")

    def _turn(self, token: str, said: dict[str, Any]) -> None:
        bot = self.server
        bot.turns.append(said)
        text = said.get("text") or said.get("payload") or ""
        answer = bot.answers.pop(0) if bot.answers else _scripted(text)
        own = {"id": said["id"], "from": "visitor", "lang": "sv", "text": text}
        bot.conversations[token].append(own)
        self._answer(200, token, answer)

    def _answer(self, status: int, token: str, said: list[dict[str, Any]]) -> None:
        """Send a fresh token with the messages, and remember them under it."""
        bot = self.server
        fresh = secrets.token_urlsafe(12)
        bot.conversations[fresh] = [*bot.conversations.pop(token, []), *said]
        self._json(status, {"token": fresh, "expires_in": bot.idle, "idle_seconds": bot.idle,
                            "warn_seconds": bot.warn, "messages": said})

    def _conversation(self) -> None:
        token = self._token()
        if token in self.server.conversations:
            self._json(200, {"messages": self.server.conversations[token],
                             "idle_seconds": self.server.idle})
        else:
            self._error(401, "expired", None)

    def _token(self) -> str:
        return (self.headers.get("Authorization") or "").removeprefix("Bearer ")

    def _error(self, status: int, code: str, wait: int | None) -> None:
        said = {"code": code, "message": "", "numbers": [], "retry_after": wait}
        self._json(status, said, {"Retry-After": str(wait)} if wait else {})

    def _json(self, status: int, body: object, headers: dict[str, str] | None = None) -> None:
        self._send(status, json.dumps(body).encode(), "application/json", headers)

    def _send(self, status: int, body: bytes, kind: str,
              headers: dict[str, str] | None = None) -> None:
        policy = STRICT + ("; frame-src 'self'" if self.path == "/chat/ram" else "")
        if self.path == OTHER_SITE:
            policy = ""
        everything = {"Content-Type": kind, "Content-Length": str(len(body)),
                      "Cache-Control": "no-cache" if self.path in self.server.extra else "no-store",
                      "Content-Security-Policy": policy,
                      "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff",
                      **(headers or {})}
        try:
            self.send_response(status)
            for name, value in everything.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True


class FakeBot(ThreadingHTTPServer):
    """The server; a free port of loopback. Use as a context manager."""

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        """`port` 0 takes a free one."""
        super().__init__(("127.0.0.1", port), _Handler)
        self.port = self.server_address[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        self.mood, self.delay = "ok", 0.0
        self.idle, self.warn = 1800, 120
        self.greeting: dict[str, Any] = {}
        self.answers: list[list[dict[str, Any]]] = []
        self.conversations: dict[str, list[dict[str, Any]]] = {}
        self.turns: list[dict[str, Any]] = []
        self.feedback: list[dict[str, Any]] = []
        self.ended: list[str] = []
        self.seen: list[str] = []
        self.extra: dict[str, str] = {}
        self.released = threading.Event()
        self.connections: list[socket.socket] = []

    def __enter__(self) -> FakeBot:
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self.stop()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, to be able to end it."""
        self.connections.append(request)
        super().process_request(request, client_address)

    def stop(self) -> None:
        """Stop answering, also on connections that are open; safe to call twice."""
        self.released.set()
        self.shutdown()
        self.server_close()
        for connection in self.connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.connections.clear()

    def handle_error(self, *args: object) -> None:
        """A browser that hangs up is no error."""
