"""The action server is away: hours and numbers are still given, and no turn ends in silence."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.end_to_end.servers import Servers

SECRET = "ringblommehemlighet"


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("är stödtelefonen öppen nu?", ["010-223 57 60", "09:00-16:00", "116 016", "112"]),
        ("är den öppen på fredag kl 14?", ["010-223 57 60", "09:00-16:00"]),
        ("vad är numret till Bris?", ["116 111", "112"]),
        ("vem är regionkoordinator i Motala?", ["020-390 000"]),
        ("hur gör man en orosanmälan i Motala?", ["socialtjänsten", "112"]),
        ("finns passet på somaliska?", ["somaliska"]),
        ("hjälp han slår mig", ["112", "116 016"]),
        ("vad är Kompotten?", ["Martina Gavranovic"]),
        ("är stödtelefonen öppen nu och vad är Kompotten?", ["010-223 57 60"]),
    ],
)
def test_an_answer_comes_without_the_action_server(
    text: str, has: list[str], without_actions: Servers
) -> None:
    """A fixed answer stands in for the computed one, and the log keeps no message."""
    messages = without_actions.say(f"{text}", uuid.uuid4().hex)
    answer = "\n".join(m["text"] for m in messages).replace("–", "-")
    assert not [part for part in has if part not in answer], answer
    without_actions.say(f"{SECRET} är stödtelefonen öppen nu?", f"{SECRET}-sender")
    assert SECRET not in without_actions.log("bot")


def test_follow_ups_go_on_without_the_action_server(without_actions: Servers) -> None:
    """A second turn is answered as well."""
    sender = uuid.uuid4().hex
    without_actions.say("vad är Kompotten?", sender)
    (first, *_) = without_actions.say("vad är mejlen dit?", sender)
    assert "010-223 50 00" in first["text"]


def test_an_action_server_that_hangs_holds_up_nobody(hanging_actions: Servers) -> None:
    """Those who need it get the stated hours, the others their answers, danger its own."""
    asked = {
        "är stödtelefonen öppen nu?": "09:00-16:00",
        "är den öppen på fredag kl 14?": "09:00-16:00",
        "vem är regionkoordinator i Motala?": "020-390 000",
        "vad är Kompotten?": "Martina Gavranovic",
        "hjälp han slår mig": "112",
        f"{SECRET} är stödtelefonen öppen nu?": "09:00-16:00",
    }
    with ThreadPoolExecutor(len(asked)) as pool:
        answers = pool.map(lambda text: hanging_actions.say(text, uuid.uuid4().hex), asked)
        for text, has, messages in zip(asked, asked.values(), answers, strict=True):
            answer = "\n".join(m["text"] for m in messages).replace("–", "-")
            assert has in answer, text
    assert SECRET not in hanging_actions.log("bot")
