"""Talk with the running bot in the terminal: `make chat`."""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request
import uuid
from typing import Any

from bot.start import BOT_PORT, HOST

URL = f"http://{HOST}:{BOT_PORT}/webhooks/rest/webhook"


def send(text: str, sender: str, url: str = URL) -> list[dict[str, Any]]:
    """The bot's messages upon ``text``; raises OSError when the bot does not answer."""
    body = json.dumps({"sender": sender, "message": text}).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        messages: list[dict[str, Any]] = json.load(reply)
    return messages


def main() -> int:
    """Read lines until an empty end of input; a number chooses a suggested question."""
    sender = uuid.uuid4().hex
    buttons: list[dict[str, str]] = []
    print("Skriv en fråga. En siffra väljer ett förslag. Avsluta med Ctrl-D.")
    while True:
        try:
            text = input("> ").strip()
        except (EOFError, KeyboardInterrupt):
            print()
            return 0
        if text.isdigit() and 1 <= int(text) <= len(buttons):
            text = buttons[int(text) - 1]["payload"]
        try:
            messages = send(text, sender)
        except urllib.error.HTTPError as error:
            print(f"Boten svarade med fel {error.code}.", file=sys.stderr)
            continue
        except OSError:
            print("Boten svarar inte. Starta den med 'make run' i ett annat fönster.",
                  file=sys.stderr)
            return 1
        buttons = []
        for message in messages:
            print(message.get("text", ""))
            buttons += message.get("buttons", [])
        for number, button in enumerate(buttons, start=1):
            print(f"  [{number}] {button['title']}")


if __name__ == "__main__":
    sys.exit(main())
