"""`python -m bot.conversations.purge`: gallra loggen nu, visa vad som skulle gå, radera ett samtal.

The running bot purges by itself every hour; this is for operators. Exit code 0 when done, 1 when
the database does not answer, 2 when a setting or an argument is wrong.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
import urllib.request
from collections.abc import Sequence
from datetime import datetime, timezone
from http.client import HTTPException

from sqlalchemy.exc import SQLAlchemyError

from bot import settings
from bot.conversations import erase, live, log, retention
from bot.conversations.live import LiveStateAway
from bot.conversations.log import Database, LogError, ids, rows
from bot.conversations.log.database import reason
from bot.settings import Settings, SettingsError

DONE, AWAY, WRONG = 0, 1, 2
AGAIN_SECONDS = 2.0
ERASED = "Klart: inget finns kvar av det samtalet i loggen."
NOT_CLEAN = "Raderat, men databasens skrivlogg kunde inte tömmas nu. Kör kommandot igen."
NOT_REACHED = (
    "Boten svarar inte på {address}. Om den är igång: pågår samtalet glöms det där efter {minutes} "
    "minuters tystnad. Ange botens adress med --bot."
)
PATIENCE = 30  # seconds that the bot may take


def main(arguments: Sequence[str] | None = None, now: datetime | None = None) -> int:
    """Do what the arguments say; ``now`` is the present moment, aware."""
    asked = _parser().parse_args(arguments)
    try:
        given = settings.read()
        if asked.erase is not None and not ids.is_logged_id(asked.erase):
            return _wrong("ett samtals id i loggen är 64 tecken, 0–9 och a–f")
        with_tables = log.opened(given.database_url)
        if asked.erase is not None:
            return _erase(with_tables, asked.erase, asked.bot, given)
        before = retention.limit(now or datetime.now(timezone.utc), given.retention_days)
        return _preview(with_tables, before) if asked.preview else _purge(with_tables, before)
    except SettingsError as error:
        return _wrong(str(error))
    except LogError as error:
        print(f"purge: {error}", file=sys.stderr)
    except (SQLAlchemyError, OSError) as error:
        print(f"purge: loggens databas svarar inte ({reason(error)})", file=sys.stderr)
    except LiveStateAway:
        print("purge: raderat i loggen, men Redis svarar inte. Kör kommandot igen.",
              file=sys.stderr)
    return AWAY


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot.conversations.purge",
        description="Gallrar loggen: tar bort meddelanden som är äldre än gallringstiden.",
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="visa den här hjälpen")
    parser.add_argument("--bot", metavar="ADRESS", default="http://127.0.0.1:5005",
                        help="var boten svarar, för --erase (%(default)s)")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--preview", action="store_true", help="visa vad som skulle tas bort")
    one.add_argument("--erase", metavar="SAMTALS-ID", help="radera ett samtal, med loggens id")
    return parser


def _wrong(told: str) -> int:
    print(f"purge: {told}", file=sys.stderr)
    return WRONG


def _preview(database: Database, before: datetime) -> int:
    days = retention.preview(database, before)
    for day in days:
        print(f"{day.day}  {day.messages} meddelanden i {day.conversations} samtal")
    said = sum(day.messages for day in days)
    print(f"Äldre än {_day(before)}: {said} meddelanden. Inget är borttaget.")
    return DONE


def _purge(database: Database, before: datetime) -> int:
    gone = retention.purge(database, before)
    print(f"Äldre än {_day(before)}: {gone.messages} meddelanden borttagna, "
          f"{gone.conversations} samtal helt borta.")
    return DONE


def _erase(database: Database, conversation: str, bot: str, given: Settings) -> int:
    """Erase by the log's id; the answer is the same whether there was such a conversation."""
    _erase_rows(database, conversation)
    if given.redis_url:
        asyncio.run(_erase_live(conversation, given))
    if not _ask_bot(bot, conversation, given.key()) and not given.redis_url:
        print(NOT_REACHED.format(address=bot, minutes=given.idle_minutes))
    time.sleep(AGAIN_SECONDS)
    _erase_rows(database, conversation)  # a running bot may have been about to write more of it
    clean = database.checkpoint()
    print(ERASED if clean else NOT_CLEAN)
    return DONE if clean else AWAY


def _ask_bot(address: str, conversation: str, key: bytes) -> bool:
    """Let the running bot erase what it remembers and what waits in it. False: not reached."""
    at = int(time.time())
    body = {"conversation": conversation, "at": at, "signature": erase.sign(conversation, at, key)}
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        request = urllib.request.Request(
            f"{address.rstrip('/')}/operations/erase", json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        with straight.open(request, timeout=PATIENCE) as answer:
            return bool(answer.status == 200)
    except (OSError, ValueError, HTTPException):
        return False


def _erase_rows(database: Database, conversation: str) -> None:
    with database.writing() as connection:
        rows.erase(connection, [conversation])


async def _erase_live(conversation: str, given: Settings) -> None:
    """Erase the live state whose sender id leads to ``conversation``. Raises LiveStateAway."""
    state, key = live.opened(given), given.key()
    for sender_id in await state.ids():
        if ids.pseudonym(sender_id, key) == conversation:
            await state.erase(sender_id)


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


if __name__ == "__main__":
    sys.exit(main())
