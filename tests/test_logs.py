"""No log line holds what anybody wrote, whoever logs it and however."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot import logs
from bot.conversations.log import LogError
from bot.settings import SettingsError

MARKER = "Zebrafink 070-123"
# Rasa's own set-up, as its command line does it, with ours before and after.
AS_RASA = """
import logging, sys
from bot import logs
logs.configure("json")
from rasa.utils.common import configure_logging_and_warnings, update_sanic_log_level
from rasa.utils.io import configure_colored_logging
from rasa.utils.log_utils import configure_structlog
configure_logging_and_warnings(logging.DEBUG, None, True, True)
configure_colored_logging(logging.DEBUG)
configure_structlog(logging.DEBUG)
import rasa.core.channels.rest as rest, rasa.core.processor as processor
from rasa.core.utils import configure_file_logging
rest.structlogger.debug("early.event", text=MARKER)  # before ours: its logger is cached
configure_file_logging(logging.getLogger(), sys.argv[1], False)
update_sanic_log_level(sys.argv[1])
"""
CALLS = """
def fail():
    raise ValueError(MARKER)
try:
    fail()
except ValueError:
    rest.structlogger.exception("rest.message.received.failure", text=MARKER)
    logging.getLogger("rasa.core.agent").exception(f"could not {MARKER}")
    logging.getLogger("sanic.error").exception("Exception occurred while handling uri: %s", MARKER)
processor.structlogger.debug("processor.message.parse", parse_data_text=MARKER, action_name="a_b")
processor.structlogger.error(f"what {MARKER}", action_name=MARKER, len_extraction_events=3)
logging.getLogger("rasa.core.processor").debug(f"Logged {MARKER}")
logging.getLogger("rasa.core.processor").error(f"Logged {MARKER}")
logging.getLogger("sanic.access").info("", extra={"request": MARKER, "host": MARKER})
logging.getLogger("asyncio").error("Task exception was never retrieved %s", MARKER)
"""


@pytest.fixture
def configured(request: pytest.FixtureRequest) -> Iterator[Callable[[str], None]]:
    """`configure`, and everything as it was afterwards."""
    root = logging.getLogger()
    kept = (logging.getLogRecordFactory(), logging.raiseExceptions, sys.excepthook,
            sys.unraisablehook, threading.excepthook, warnings.showwarning, root.level,
            structlog.get_config(), structlog.is_configured())
    handlers = {name: (list(logging.getLogger(name).handlers), logging.getLogger(name).propagate)
                for name in [None, *root.manager.loggerDict]}
    structlog.reset_defaults()
    root.setLevel(logging.DEBUG)
    yield logs.configure
    logging.setLogRecordFactory(kept[0])
    logging.raiseExceptions = kept[1]
    sys.excepthook, sys.unraisablehook, threading.excepthook = kept[2], kept[3], kept[4]
    warnings.showwarning = kept[5]
    root.setLevel(kept[6])
    structlog.reset_defaults()
    if kept[8]:
        structlog.configure(**kept[7])
    logging.getLogger("sanic.access").disabled = False
    for name, (own, propagate) in handlers.items():
        logging.getLogger(name).handlers[:] = own
        logging.getLogger(name).propagate = propagate


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What was logged as JSON; nothing else may be written."""
    captured = capsys.readouterr()
    assert captured.out == "" and MARKER not in captured.err
    return [json.loads(line) for line in captured.err.splitlines()]


def foreign(source: str, name: str = "rasa.somewhere") -> None:
    """Run ``source`` as another package's code, with its logger and the marker."""
    code = compile(source, "/x/site-packages/rasa/somewhere.py", "exec")
    exec(code, {"logger": logging.getLogger(name), "MARKER": MARKER, "structlog": structlog,
                "warnings": warnings})


def test_through_rasas_own_set_up_nothing_leaks(tmp_path: Path) -> None:
    """At DEBUG and ERROR, on the console and in Rasa's log file, before and after ours."""
    file = tmp_path / "rasa.log"
    source = f"MARKER = {MARKER!r}\n{AS_RASA}{CALLS}\nlogs.configure('json')\n{CALLS}"
    done = subprocess.run(
        [sys.executable, "-c", source, str(file)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    written = file.read_text(encoding="utf-8")
    for told in (done.stdout, done.stderr, written):
        assert MARKER not in told and MARKER.split()[0] not in told
    ours = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    told = {line["event"] for line in ours}
    assert {"rest.message.received.failure", "processor.message.parse",
            "Exception occurred while handling uri: %s"} <= told
    failure = next(line for line in ours if line["event"] == "rest.message.received.failure")
    assert failure["error"] == "ValueError" and failure["level"] == "error"
    parsed = [line for line in ours if line["event"] == "processor.message.parse"]
    assert parsed[-1]["action_name"] == "a_b"
    assert "Exception occurred" in written


def test_another_packages_literal_is_shown_without_its_values(
    configured: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """What the code says is harmless; what is filled in may be anything."""
    configured("json")
    foreign('logger.info("Loading the model of %s", MARKER)')
    [line] = lines(capsys)
    assert line["event"] == "Loading the model of %s" and line["logger"] == "rasa.somewhere"


@pytest.mark.parametrize("call", ['f"Got {MARKER}"', "MARKER", '"Got " + MARKER', "[MARKER]",
                                  "ValueError(MARKER)", '"%s" % MARKER'])
def test_a_text_that_was_put_together_is_withheld(
    call: str, configured: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """A warning of it is still told, with its place; anything lower is left out."""
    configured("json")
    foreign(f"logger.info({call})\nlogger.warning({call})")
    [line] = lines(capsys)
    assert line["event"] == logs.WITHHELD and line["at"] == "rasa/somewhere.py:2"


def test_our_own_lines_have_numbers_and_words(
    configured: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """A text that slipped in is left out even there."""
    configured("json")
    own = logging.getLogger("bot.somewhere")
    own.error("%d events, %s, %s, %s", 3, "OperationalError/57P01", MARKER, ValueError(MARKER))
    own.error("%(count)d of %(what)s", {"count": 3, "what": MARKER})
    own.error("%d events", MARKER)
    own.error("nothing to fill in: 100 %")
    assert [line["event"] for line in lines(capsys)] == [
        "3 events, OperationalError/57P01, …, ValueError", "3 of …", "… events",
        "nothing to fill in: 100 %",
    ]


def test_an_exception_is_its_type_and_way(
    configured: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """With those that led to it, and never its message."""
    configured("json")
    try:
        try:
            raise KeyError(MARKER)
        except KeyError as error:
            raise LogError(f"kort {len(MARKER)}") from error
    except LogError:
        logging.getLogger("bot").exception("it failed")
    [line] = lines(capsys)
    assert line["error"].startswith("bot.conversations.log.database.LogError: kort 17 < KeyError")
    assert "tests/test_logs.py:" in line["way"]


def test_what_nobody_caught_is_told_without_its_message(
    configured: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """At the end of the process, of a thread, of a task, and of an object."""
    configured("json")

    def fail() -> None:
        raise ValueError(MARKER)

    class Ends:
        def __del__(self) -> None:
            fail()

    async def task() -> None:
        forgotten = asyncio.ensure_future(_fail())
        await asyncio.sleep(0)
        del forgotten

    async def _fail() -> None:
        fail()

    thread = threading.Thread(target=fail, name=MARKER)
    thread.start()
    thread.join()
    Ends()
    asyncio.run(task())
    sys.excepthook(ValueError, ValueError(MARKER), None)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    found = [line for line in lines(capsys) if line["level"] in ("error", "critical")]
    assert len(found) == 4 and all(line["error"] == "ValueError" for line in found)


def test_a_wrong_setting_that_ends_the_process_is_named(
    configured: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """The one message that an operator needs; it is ours."""
    configured("text")
    sys.excepthook(SettingsError, SettingsError("inställningen KVINNOFRID_X: fel"), None)
    assert "SettingsError: inställningen KVINNOFRID_X: fel" in capsys.readouterr().err


def test_a_warning_is_its_kind_and_place(
    configured: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """Rasa warns with the text that it could not read."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        configured("json")
        foreign('warnings.warn(f"Failed to parse {MARKER}")')
    [line] = lines(capsys)
    assert (line["kind"], line["at"]) == ("UserWarning", "rasa/somewhere.py:1")


def test_a_structured_event_keeps_what_is_on_the_list(
    configured: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """Name, numbers and single words under known keys; everything else goes."""
    configured("json")
    foreign("structlog.get_logger('rasa').warning('rasa.event', text=MARKER, status=200, "
            "action_name=MARKER, policy='RulePolicy', count=[MARKER])\n"
            "structlog.get_logger('rasa').warning(MARKER)")
    first, second = lines(capsys)
    assert first.items() >= {
        "event": "rasa.event", "status": 200, "action_name": "…", "policy": "RulePolicy",
        "count": "…",
    }.items()
    assert "text" not in first and second["event"] == logs.WITHHELD


def test_a_handler_that_another_library_adds_gets_clean_records(
    configured: Callable[[str], None], tmp_path: Path
) -> None:
    """A file, a syslog, an error tracker: records are made clean, not lines."""
    configured("text")
    handler = logging.FileHandler(tmp_path / "other.log")
    logger = logging.getLogger("rasa.with_file")
    logger.addHandler(handler)
    try:
        raise ValueError(MARKER)
    except ValueError:
        logger.exception(f"{MARKER}", stack_info=True)
    logger.error("%s", MARKER)
    logger.removeHandler(handler)
    handler.close()
    assert MARKER not in (tmp_path / "other.log").read_text("utf-8")


def test_it_may_be_configured_again(
    configured: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """One handler, the newest form, and no line twice."""
    configured("json")
    logging.getLogger("rasa").addHandler(logging.StreamHandler())
    configured("text")
    logging.getLogger("rasa").error("said once")
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1 and told[0].endswith("ERROR    rasa  said once")
