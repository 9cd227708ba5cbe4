"""The program's own log lines: what happened and where, never what anybody wrote.

Rasa and Sanic log messages, trackers, addresses and exceptions that quote them. So nothing is
trusted that is not known: every record, of any logger, is made anew before a handler sees it.

- A message stands only if it is a literal of the code that logs it; what is filled in by another
  package is left out, and a whole text that was put together (an f-string) is withheld.
- In lines of our own packages numbers and names (one word) are filled in, exceptions by their type.
- Structured events (structlog) keep their name and the keys of KEYS.
- An exception is its type and the places it went through, never its message.

The same holds for what nobody caught and for warnings. `configure` may be called again, when
another library has set up its own logging in the meantime.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
import traceback
import warnings
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from types import CodeType, FrameType, TracebackType
from typing import Any, TextIO, cast

import structlog

ROOT = Path(__file__).parents[1]
OWN = ("bot", "actions")  # our packages
WITHHELD = "(message withheld)"
LEFT_OUT = "…"
# What a structured event may say, if it is a number or one word.
KEYS = frozenset((
    "action_name", "action_extract_slot", "len_extraction_events", "policy", "status", "port",
    "count", "seconds", "level", "conversation", "worker", "channel", "model_id",
))
# Exceptions of ours whose message is for operators and made of our own words.
TOLD = frozenset(("bot.settings.SettingsError", "bot.conversations.log.database.LogError"))
_WORD = re.compile(r"[\w.,:/+-]{1,500}\Z")
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-#0 +]*[\d*]*(?:\.[\d*]+)?[a-zA-Z]")
_LINES = 8  # places of an exception that are told

ExcInfo = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


@dataclass(frozen=True)
class Told:
    """What may be said of something that happened."""

    event: str
    fields: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return " ".join([self.event, *(f"{key}={value}" for key, value in self.fields.items())])


def configure(form: str = "text") -> None:
    """Let all logging of this process go through here. ``form``: "text" or "json", lines on stderr.

    Levels stay as they are. Best called once before a library is run and once when it has started.
    """
    logging.setLogRecordFactory(_record)
    logging.raiseExceptions = False  # it would print the arguments of a wrong call
    logging.getLogger("sanic.access").disabled = True  # addresses, of pages and of people
    _one_handler(form)
    _configure_structlog()
    sys.excepthook = _uncaught
    sys.unraisablehook = lambda given: _uncaught(
        given.exc_type, given.exc_value, given.exc_traceback
    )
    threading.excepthook = lambda given: _uncaught(
        given.exc_type, given.exc_value, given.exc_traceback
    )
    warnings.showwarning = _warned


def _record(
    name: str,
    level: int,
    pathname: str,
    lineno: int,
    msg: object,
    args: Any,
    exc_info: ExcInfo | None,
    func: str | None = None,
    sinfo: str | None = None,
    **kwargs: Any,
) -> logging.LogRecord:
    """A log record without anything that is not known; see the module's description."""
    told, withheld = _told(name, msg, args, pathname, lineno)
    fields = dict(told.fields)
    if withheld:
        fields["at"] = f"{_short(pathname)}:{lineno}"
    if exc_info and exc_info[0]:
        fields.update(_error(exc_info[1], exc_info[2]))
    clean = Told(told.event, fields)
    record = logging.LogRecord(name, level, pathname, lineno, str(clean), None, None, func)
    record.told, record.withheld = clean, withheld
    return record


def _told(name: str, msg: object, args: Any, pathname: str, lineno: int) -> tuple[Told, bool]:
    """What a call may say, and whether it says less than it meant to."""
    if isinstance(msg, Told):
        return msg, False
    if not isinstance(msg, str) or not _is_literal(msg, pathname, lineno):
        return Told(WITHHELD), True
    if name.split(".")[0] in OWN:
        return Told(_filled(msg, args)), False
    return Told(msg), False


def _is_literal(message: str, pathname: str, lineno: int) -> bool:
    """Whether ``message`` stands as it is in the code that logs it."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        if frame.f_lineno == lineno and frame.f_code.co_filename == pathname:
            return message in _constants(frame.f_code)
        frame = frame.f_back
    return False


def _constants(code: CodeType) -> list[str]:
    return [one for one in code.co_consts if isinstance(one, str)]


def _filled(message: str, args: Any) -> str:
    """The message of our own with its arguments, as far as they may be told."""
    if not args:
        return message
    try:
        if len(args) == 1 and isinstance(args[0], Mapping):  # as logging passes named values on
            return message % {key: _value(value) for key, value in args[0].items()}
        return message % tuple(map(_value, args))
    except (TypeError, ValueError, KeyError):  # "%d" for a value that is not told
        return _PLACEHOLDER.sub(LEFT_OUT, message)


def _value(value: Any) -> Any:
    """Numbers and single words as they are, of an exception its type, else `LEFT_OUT`."""
    if isinstance(value, BaseException):
        return _type_and_words(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    return value if isinstance(value, str) and _WORD.match(value) else LEFT_OUT


def _error(error: BaseException | None, trace: TracebackType | None) -> dict[str, Any]:
    """Type and way of an exception, with those that led to it."""
    names: list[str] = []
    one, seen = error, set[int]()
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        names.append(_type_and_words(one))
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    places = [f"{_short(f.f_code.co_filename)}:{line}" for f, line in traceback.walk_tb(trace)]
    own = [place for place in places if place.startswith(OWN)]
    if places and places[-1] not in own:
        own.append(places[-1])
    return {"error": " < ".join(names), "way": " ".join(own[-_LINES:])}


def _type_and_words(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else (
        f"{kind.__module__}.{kind.__qualname__}"
    )
    return f"{name}: {error}" if name in TOLD else name


def _short(path: str) -> str:
    """A file below the project, or below the installed packages."""
    for base in ("site-packages/", f"{ROOT}/"):
        _, found, rest = path.rpartition(base)
        if found:
            return rest
    return Path(path).name


class _Handler(logging.StreamHandler):  # type: ignore[type-arg]
    """Writes to what is stderr at the time."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.setFormatter(_Json() if form == "json" else _Text())

    @property
    def stream(self) -> TextIO:
        return sys.stderr

    @stream.setter
    def stream(self, value: TextIO) -> None:
        """The base class sets one; it is not used."""

    def filter(self, record: logging.LogRecord) -> bool:
        """A withheld line tells nothing but that there was one: only a warning is worth that."""
        return record.levelno >= logging.WARNING or not getattr(record, "withheld", True)


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return f"{_moment(record)} {record.levelname:8} {record.name}  {_of(record)}"


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        told = _of(record)
        line = {"timestamp": _moment(record), "level": record.levelname.lower(),
                "logger": record.name, "event": told.event, **told.fields}
        return json.dumps(line, ensure_ascii=False)


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="seconds")


def _of(record: logging.LogRecord) -> Told:
    """What a record may say; nothing for one that another factory has made."""
    return cast(Told, getattr(record, "told", None) or Told(WITHHELD))


def _one_handler(form: str) -> None:
    """One handler for the process's stderr and stdout, in place of all others that write there."""
    root = logging.getLogger()
    for name in [None, *logging.root.manager.loggerDict]:
        logger = logging.getLogger(name)
        for handler in list(logger.handlers):
            if isinstance(handler, _Handler) or _writes_to_console(handler):
                logger.removeHandler(handler)
                logger.propagate = True
    for name in ("sanic.root", "sanic.error"):  # Rasa cuts them off, and their errors are lost
        logging.getLogger(name).propagate = True
    root.addHandler(_Handler(form))


def _writes_to_console(handler: logging.Handler) -> bool:
    console = (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__)
    return isinstance(handler, logging.StreamHandler) and handler.stream in console


def _configure_structlog() -> None:
    processors: list[Any] = [structlog.stdlib.filter_by_level, _structured]
    if structlog.is_configured():  # loggers in use keep the list that they began with
        structlog.get_config()["processors"][:] = processors
        structlog.configure(processors=structlog.get_config()["processors"])
    else:
        structlog.configure(
            processors=processors,
            logger_factory=structlog.stdlib.LoggerFactory(),
            wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        )


def _structured(
    _: Any, __: str, given: MutableMapping[str, Any]
) -> tuple[tuple[Told], dict[str, Any]]:
    """The last processor: what a structured event may say."""
    name = given.get("event")
    fields = {key: _value(given[key]) for key in sorted(given.keys() & KEYS)}
    found = given.get("exc_info")
    error = found if isinstance(found, BaseException) else sys.exc_info()[1] if found else None
    if error is not None:
        fields.update(_error(error, error.__traceback__))
    event = name if isinstance(name, str) and _WORD.match(name) else WITHHELD
    return (Told(event, fields),), {}


def _uncaught(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    """An exception that ends the process, or a thread."""
    if issubclass(kind, KeyboardInterrupt | SystemExit):
        return
    logging.getLogger("bot").critical(
        "nobody caught this", exc_info=(kind, error or kind(), trace)
    )


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """A warning: its kind and its place."""
    told = Told("warning", {"kind": category.__name__, "at": f"{_short(filename)}:{lineno}"})
    logging.getLogger("py.warnings").warning(told)
