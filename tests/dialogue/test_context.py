"""Reading a conversation's turns."""

from bot import topics
from bot.dialogue.context import MAX_EVENTS, language, last_topic, line_talked_about, turns
from tests.dialogue.events import answered, did, entity, said

LISTEN = did("action_listen")


def test_actions_and_answers_belong_to_the_message_before_them() -> None:
    """What came before the first message is left out; listening is no action."""
    found = turns([did("action_session_start"), LISTEN, said("hej", "halsning"),
                   did("utter_halsning"), answered("Hej!", "linjer_lista"), LISTEN])
    assert len(found) == 1
    assert found[0].actions == ["utter_halsning"]
    assert found[0].answered == [True]
    assert (found[0].replies, found[0].offered) == (["Hej!"], ["linjer_lista"])


def test_the_last_topic_skips_small_talk_and_follow_ups() -> None:
    """Thanks and "och i Motala?" do not change what is talked about."""
    found = turns([said("kompotten", "kompotten"), said("tack", "tack"),
                   said("vem då", "folj_kontakt")])
    topic = last_topic(found, topics.load())
    assert topic is not None
    assert topic[0].intent == "kompotten"


def test_of_two_questions_the_second_is_the_topic() -> None:
    """A follow-up leans on what was said last."""
    text = "numret och språken"
    found = turns([said(text, "stodtelefon_nummer",
                        entities=[entity("question", "pass_sprak", "språken", text)])])
    topic = last_topic(found, topics.load())
    assert topic is not None
    assert topic[0].intent == "pass_sprak"


def test_the_language_stays_until_another_is_recognised() -> None:
    """A bare place name does not switch an English conversation back."""
    assert language(turns([said("hi", "halsning", language="en"), said("Motala", "x")])) == "en"
    assert language(turns([said("مرحبا", "halsning", language="other")])) == "en"
    assert language([]) == "sv"


def test_a_long_conversation_is_read_from_its_end() -> None:
    """Cost does not grow with the conversation."""
    events = [said(str(n), "tack") for n in range(500)]
    assert len(turns(events)) == MAX_EVENTS
    assert turns(events)[-1].text == "499"


def test_the_page_tells_the_language_until_a_message_does() -> None:
    """A button that is pressed on an English page is answered in English."""
    pressed = {**said("/kompotten", "kompotten"), "metadata": {"language": "en"}}
    assert language(turns([pressed])) == "en"
    written = {**said("vad är det", "kompotten", language="sv"), "metadata": {"language": "en"}}
    assert language(turns([written])) == "sv"


def test_the_line_talked_about_is_the_one_that_was_shown() -> None:
    """Not the topic's own where the answer named another, nor the office that keeps no hours."""
    man = [said("jag är man", "utsatt"), did("utter_utsatt_man")]
    assert line_talked_about(turns(man), topics.load()) == "stodlinjen_man"
    again = [*man, said("numret?", "stodtelefon_nummer"), did("action_contact")]
    assert line_talked_about(turns(again), topics.load()) == "stodlinjen_man"
    board = entity("contact", "lansstyrelsen", "länsstyrelsen", "parkera vid länsstyrelsen")
    parked = [*man, said("parkera vid länsstyrelsen", "utanfor_ovrigt", entities=[board])]
    assert line_talked_about(turns(parked), topics.load()) == "stodlinjen_man"
