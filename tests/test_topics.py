"""The registry of topics, and that domain, rules, training data and test sets agree with it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import knowledge, topics
from bot.topics import TopicsError, parse

ROOT = Path(__file__).parents[1]
TOPICS = topics.load()
TITLE = {"sv": "Rubrik", "en": "Title"}
UNSURE = "nlu_fallback"
ENOUGH, TOTAL = 120, 7_000
STYLES = {"vardag", "stavfel", "utan_prickar", "slang", "inlarare", "fack", "berattelse", "kort",
          "formell"}
_EXAMPLE = re.compile(r"^\s*- (.*\S)\s*$", re.MULTILINE)
_LAST_SIGNS = re.compile(r"[\s.!?,;:…)\"”'’]+$")


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where it is there


@cache
def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), _LOADER)


def _texts(examples: str | list[Any]) -> list[str]:
    """The messages of one intent, written as a block of lines or as a list with metadata."""
    if isinstance(examples, str):
        return _EXAMPLE.findall(examples)
    return [example["text"] if isinstance(example, dict) else example for example in examples]


@lru_cache(maxsize=1)
def _training() -> tuple[tuple[str, str, str], ...]:
    """(intent, message, file) of all of data/nlu."""
    return tuple(
        (block["intent"], text, path.name)
        for path in sorted((ROOT / "data" / "nlu").rglob("*.yml"))
        for block in _yaml(path)["nlu"]
        if "intent" in block
        for text in _texts(block["examples"])
    )


def _set_examples() -> Iterator[tuple[str, str, str]]:
    """(intent, message, style) of the test sets of single messages."""
    for name in ("dev", "final"):
        for block in _yaml(ROOT / "tests" / "sets" / f"{name}.yml")["nlu"]:
            for example in block["examples"]:
                yield block["intent"], example["text"], example["metadata"]["style"]


def _set_messages() -> Iterator[str]:
    """Every message of every file under tests/sets."""
    for path in sorted((ROOT / "tests" / "sets").glob("*.yml")):
        content = _yaml(path)
        for block in content.get("nlu", []):
            yield from _texts(block["examples"])
        for part in content.values():
            if isinstance(part, list):
                yield from (e["text"] for e in part if isinstance(e, dict) and "text" in e)


def _key(message: str) -> str:
    """A message as it is compared: lower case, trimmed, without signs at its end."""
    return _LAST_SIGNS.sub("", " ".join(message.lower().split()))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"a": {"role": "fact", "title": TITLE, "colour": "red"}}, "a: unknown key colour"),
        ({"a": {"role": "facts", "title": TITLE}}, "a: role must be one of"),
        ({"a": {"title": TITLE}}, "a: role must be one of"),
        ({"a": {"role": "fact", "title": {"sv": "x"}}}, "a: title needs sv and en"),
        ({"a": {"role": "fact"}}, "a: title needs sv and en"),
        ({"a": {"role": "fact", "title": TITLE, "follow": "person"}}, "a: follow must be"),
        ({"a": {"role": "fact", "title": TITLE, "next": ["b"]}}, "a: next names the unknown"),
    ],
)
def test_a_mistake_in_the_registry_names_the_intent_and_the_rule(
    raw: dict[str, dict[str, Any]], words: str
) -> None:
    """Each rule of the registry has an error of its own."""
    with pytest.raises(TopicsError, match=f"^{re.escape(words)}"):
        parse(raw)


def test_an_entry_of_the_registry_has_defaults() -> None:
    """Without an action the answer is utter_<intent>; nothing comes next."""
    topic = parse({"a": {"role": "talk", "title": TITLE}})["a"]
    assert (topic.action, topic.entry, topic.follow, topic.next) == ("utter_a", None, None, ())


def test_domain_and_registry_name_the_same_intents() -> None:
    """An intent that only one of them knows would never be answered, or never be understood."""
    intents = [i if isinstance(i, str) else next(iter(i)) for i in _yaml(ROOT / "domain.yml")[
        "intents"]]
    assert Counter(intents).most_common(1)[0][1] == 1
    assert set(intents) - {UNSURE} == set(TOPICS)


def test_custom_actions_are_those_of_domain_and_server() -> None:
    """Each action_… of the registry is in the domain, and the action server has it."""
    from rasa_sdk.executor import ActionExecutor

    executor = ActionExecutor()
    executor.register_package("actions")
    wanted = {t.action for t in TOPICS.values() if t.action.startswith("action_")}
    assert wanted == set(_yaml(ROOT / "domain.yml")["actions"]) == set(executor.actions)


@lru_cache(maxsize=1)
def _rules() -> dict[str, list[list[str]]]:
    """Intent -> the actions of each rule that begins with it."""
    found = defaultdict(list)
    for path in sorted((ROOT / "data" / "rules").glob("*.yml")):
        for rule in _yaml(path)["rules"]:
            first, *others = rule["steps"]
            found[first["intent"]].append([step["action"] for step in others])
    return found


@pytest.mark.parametrize("intent", TOPICS)
def test_each_intent_has_one_rule_with_the_action_of_the_registry(intent: str) -> None:
    """Rules and registry say the same."""
    assert _rules()[intent] == [[TOPICS[intent].action]]


def test_there_are_no_rules_for_unknown_intents() -> None:
    """Beside the topics only "not understood" has a rule."""
    assert set(_rules()) - set(TOPICS) == {UNSURE}


def test_entries_of_topics_are_facts() -> None:
    """Each `entry` is the id of something in data/knowledge; each information topic has one."""
    known = knowledge.load()
    assert not [t.intent for t in TOPICS.values() if t.entry and t.entry not in known]
    assert not [t.intent for t in TOPICS.values() if t.role == "fact" and not t.entry]


@pytest.mark.parametrize("intent", TOPICS)
def test_titles_fit_on_a_button(intent: str) -> None:
    """At most 45 characters in both languages, no empty ones."""
    assert all(0 < len(TOPICS[intent].title[language]) <= 45 for language in ("sv", "en"))


def test_titles_tell_topics_apart() -> None:
    """No two buttons look the same."""
    for language in ("sv", "en"):
        counts = Counter(topic.title[language] for topic in TOPICS.values())
        assert counts.most_common(1)[0][1] == 1, counts.most_common(1)


def test_each_intent_has_enough_training_messages() -> None:
    """At least 120 an intent in all languages together."""
    counts = Counter(intent for intent, _, _ in _training())
    assert not {intent: counts[intent] for intent in TOPICS if counts[intent] < ENOUGH}


def test_training_data_is_large_and_knows_no_other_intents() -> None:
    """At least 7,000 messages, each of an intent of the registry."""
    assert len(_training()) >= TOTAL
    assert not {intent for intent, _, _ in _training()} - set(TOPICS)


def test_no_training_message_has_two_intents() -> None:
    """The same words cannot mean two things to the classifier."""
    intents = defaultdict(set)
    for intent, text, _ in _training():
        intents[_key(text)].add(intent)
    assert not {text: found for text, found in intents.items() if len(found) > 1}


def test_no_training_message_stands_twice() -> None:
    """Repetitions within an intent weigh one wording more than another."""
    counts = Counter((intent, " ".join(text.lower().split())) for intent, text, _ in _training())
    assert not [key for key, count in counts.items() if count > 1]


def test_no_training_message_is_in_a_test_set() -> None:
    """Lower-cased, trimmed and without signs at the end, the two have nothing in common."""
    held_out = {_key(text) for text in _set_messages()}
    assert len(held_out) >= 800
    leaked = {f"{file}: {text}" for _, text, file in _training() if _key(text) in held_out}
    assert not leaked


def test_the_test_sets_do_not_share_messages() -> None:
    """What thresholds were chosen on is not what is reported."""
    sets = {
        name: {_key(text) for block in _yaml(ROOT / "tests" / "sets" / f"{name}.yml")["nlu"]
               for text in _texts(block["examples"])}
        for name in ("dev", "final")
    }
    assert not sets["dev"] & sets["final"]


def test_the_test_sets_are_large_and_varied() -> None:
    """At least 800 messages, every intent in each set, and every style at least 50 times."""
    examples = list(_set_examples())
    assert len(examples) >= 800
    styles = Counter(style for _, _, style in examples)
    assert set(styles) >= STYLES
    assert not {style: count for style, count in styles.items() if count < 50}
    assert {intent for intent, _, _ in examples} == set(TOPICS)


def test_two_question_messages_name_known_intents() -> None:
    """Each is two different questions of the registry, in both parts of the file."""
    content = _yaml(ROOT / "tests" / "sets" / "two_questions.yml")
    assert set(content) == {"dev", "final"}
    for part in content.values():
        for example in part:
            assert len(set(example["intents"])) == 2, example
            assert set(example["intents"]) <= set(TOPICS), example


@pytest.mark.parametrize(
    ("written", "compared"),
    [("Vad är  Kompotten?!", "vad är kompotten"), (" HEJ ", "hej"), ("tack :)", "tack")],
)
def test_messages_are_compared_without_case_and_signs(written: str, compared: str) -> None:
    """So that a leak cannot hide behind a question mark."""
    assert _key(written) == compared
