"""What a follow-up means: the contact of a topic, the other one, more about it."""

from __future__ import annotations

import pytest

from bot import knowledge, topics
from bot.answers.follow_up import contact_of, reply

KNOWN = knowledge.load()
TOPICS = topics.load()


@pytest.mark.parametrize("topic", TOPICS.values(), ids=lambda topic: topic.intent)
@pytest.mark.parametrize("intent", ["folj_kontakt", "folj_annan", "folj_mer"])
def test_every_topic_has_an_answer(topic: topics.Topic, intent: str) -> None:
    """The contact is in the facts and, where one is asked for, can be reached."""
    found = reply(intent, topic, [], KNOWN)
    assert found.response in ("utter_kontakt_kort", "utter_folj_mer")
    contact = KNOWN[found.values["contact"]]
    if found.response == "utter_kontakt_kort":
        assert any(contact.get(key) for key in ("phone", "email", "sms", "url"))


@pytest.mark.parametrize(
    ("intent", "shown", "contact"),
    [
        ("kompotten", [], "martina_gavranovic"),
        ("socialnamnden", [], "maha_eichoue"),
        ("heder_regionalt", [], "maha_eichoue"),
        ("linje", ["bris"], "bris"),
        ("linje", ["bris", "sjalvmordslinjen"], "sjalvmordslinjen"),
        ("linje", ["origo"], "kvinnofridslinjen"),
        ("linje", ["finns_inte"], "kvinnofridslinjen"),
        ("fara_akut", [], "larm112"),
        ("barn_skriver", [], "bris"),
    ],
)
def test_the_contact_of_a_topic(intent: str, shown: list[str], contact: str) -> None:
    """The one shown last, its contact person, or the topic's own; never one without a way in."""
    assert contact_of(TOPICS[intent], shown, KNOWN).id == contact


@pytest.mark.parametrize("topic", [t for t in TOPICS.values() if t.entry],
                         ids=lambda topic: topic.intent)
def test_the_other_contact_is_another_one(topic: topics.Topic) -> None:
    """"Den andra" is never what the topic is about, nor the contact just given."""
    contact = contact_of(topic, [], KNOWN)
    other = reply("folj_annan", topic, [], KNOWN).values["contact"]
    assert other != topic.entry
    if contact.id != "lansstyrelsen":  # the county board stands for topics without a contact
        assert other != contact.id


@pytest.mark.parametrize(
    "intent",
    ["fara_akut", "utsatt", "narstaende", "barn_skriver", "sjalvmordstankar", "heder_utsatt"],
)
def test_after_danger_the_other_contact_is_a_line(intent: str) -> None:
    """Whoever tells of danger is not sent to a switchboard."""
    assert KNOWN[reply("folj_annan", TOPICS[intent], [], KNOWN).values["contact"]].kind == "line"


def test_more_is_about_the_topic() -> None:
    """"Berätta mer" keeps to what was talked about, also where a contact was shown."""
    found = reply("folj_mer", TOPICS["strategi_mal"], ["bris"], KNOWN)
    assert found.values == {"contact": "strategi", "topic": "strategi_mal"}


def test_without_a_topic_the_bot_asks() -> None:
    """All three follow-ups."""
    for intent in ("folj_kontakt", "folj_annan", "folj_mer"):
        assert reply(intent, None, [], KNOWN).response == "utter_folj_utan_amne"
