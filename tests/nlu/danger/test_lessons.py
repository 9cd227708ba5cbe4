"""What training messages teach about danger."""

from __future__ import annotations

from bot.nlu.danger.labels import Example
from bot.nlu.danger.lessons import calm_clauses, lesson_of, lesson_of_topic


def test_topics_teach_what_they_know() -> None:
    """A topic of safety tells its level and perhaps who writes; the others are harmless."""
    assert lesson_of_topic("x", "kompotten").level == "ingen"
    child = lesson_of_topic("x", "barn_skriver")
    assert (child.level, child.who, child.concern) == ("stod", "barn", True)
    weary = lesson_of_topic("x", "sjalvmordstankar")
    assert (weary.level, weary.theme, weary.concern) == (None, "suicid", True)


def test_a_labelled_message_teaches_its_labels() -> None:
    """A harmless one has neither writer nor theme to learn from."""
    told = lesson_of(Example("x", "stod", "kort", "sv", "barn", "heder", "explicit"))
    assert (told.level, told.concern, told.who, told.theme, told.theme_known) == (
        "stod", True, "barn", "heder", True)
    calm = lesson_of(Example("x", "ingen", "film", "sv"))
    assert (calm.level, calm.concern, calm.who, calm.theme_known) == ("ingen", False, None, False)


def test_clauses_of_questions_are_calm_those_of_films_and_tellings_are_not_used() -> None:
    """What is a message of its own has labels of its own."""
    examples = [
        Example("Vi planerar en dag. Förra året kom en konsult.", "ingen", "yrkesroll", "sv"),
        Example("Does it cost anything? Who answers the phone?", "ingen", "fraga", "en"),
        Example("I filmen slår han henne. Vad heter den?", "ingen", "film", "sv"),
        Example("Han slår mig. Vart ringer jag?", "stod", "fraga", "sv", "utsatt"),
        Example("vi planerar en dag.", "ingen", "vardag", "sv"),
    ]
    topics = [
        ("Jag bor i Kisa. Vad är numret?", "stodtelefon_nummer"),
        ("Han hotar mig. Jag är rädd.", "utsatt"),
    ]
    assert calm_clauses(examples, topics) == {
        "Förra året kom en konsult.": "sv",
        "Does it cost anything?": "en",
        "Who answers the phone?": "en",
        "Jag bor i Kisa.": "sv",
        "Vad är numret?": "sv",
    }
