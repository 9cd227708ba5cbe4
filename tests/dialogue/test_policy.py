"""The turn policy as a plain function: the next action of a conversation."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain

from bot import topics
from bot.dialogue.context import turns
from bot.dialogue.plan import ASK, GIVE_UP, UNSURE
from bot.dialogue.policy import PRIORITY, WITHOUT_SERVER, TurnPolicy
from tests.answers.rendered import templates
from tests.dialogue.events import Event, answered, did, entity, said

TEXT = "vad är numret och vilka språk finns passet på"
TWO = said(TEXT, "stodtelefon_nummer",
           entities=[entity("question", "pass_sprak", "vilka språk finns passet på", TEXT)])


@pytest.fixture(scope="module")
def policy() -> TurnPolicy:
    """The policy, without a model."""
    config: Any = TurnPolicy.get_default_config()
    return TurnPolicy(config, None, None, ExecutionContext(GraphSchema({})))  # type: ignore[arg-type]


def test_nobody_has_spoken(policy: TurnPolicy) -> None:
    """No opinion."""
    assert policy.next_action([]) is None


def test_a_plain_question_is_left_to_the_rules(policy: TurnPolicy) -> None:
    """No opinion before the answer, listening after it."""
    asked = said("kompotten?", "kompotten")
    assert policy.next_action(turns([asked])) is None
    after = [asked, did("utter_kompotten"), answered("…")]
    assert policy.next_action(turns(after)) == ACTION_LISTEN_NAME


def test_two_questions_are_answered_one_after_the_other(policy: TurnPolicy) -> None:
    """Then the bot listens."""
    events = [TWO]
    assert policy.next_action(turns(events)) == "utter_stodtelefon_nummer"
    events += [did("utter_stodtelefon_nummer"), answered("…")]
    assert policy.next_action(turns(events)) == "action_pass_language"
    events += [did("action_pass_language"), answered("…")]
    assert policy.next_action(turns(events)) == ACTION_LISTEN_NAME


@pytest.mark.parametrize(("action", "substitute"), WITHOUT_SERVER.items())
def test_a_silent_action_server_is_replaced(
    policy: TurnPolicy, action: str, substitute: str
) -> None:
    """An action that said nothing is followed by a fixed answer, then by listening."""
    intent = next(t.intent for t in topics.load().values() if t.action == action)
    events = [said("x", intent), did(action)]
    assert policy.next_action(turns(events)) == substitute
    events += [did(substitute), answered("…")]
    assert policy.next_action(turns(events)) == ACTION_LISTEN_NAME


def test_a_silent_action_does_not_swallow_the_second_question(policy: TurnPolicy) -> None:
    """Substitute first, then what else was asked."""
    first = said(TEXT, "pass_sprak", entities=[
        entity("question", "stodtelefon_nummer", "vad är numret", TEXT)])
    events: list[Event] = [first, did("action_pass_language")]
    assert policy.next_action(turns(events)) == "utter_pass_sprak"
    events += [did("utter_pass_sprak"), answered("…")]
    assert policy.next_action(turns(events)) == "utter_stodtelefon_nummer"
    events += [did("utter_stodtelefon_nummer"), answered("…")]
    assert policy.next_action(turns(events)) == ACTION_LISTEN_NAME


def test_two_silent_actions_are_both_replaced(policy: TurnPolicy) -> None:
    """Each gets its substitute."""
    text = "är ni öppna och finns passet på dari"
    asked = said(text, "stodtelefon_oppet_nu", entities=[
        entity("question", "pass_sprak", "finns passet på dari", text)])
    done = []
    events: list[Event] = [asked]
    while len(done) < 6 and (action := policy.next_action(turns(events))) != ACTION_LISTEN_NAME:
        assert action is not None
        done.append(action)
        events.append(did(action))
        if action.startswith("utter_"):
            events.append(answered("…"))
    assert done == ["action_opening_hours", "utter_stodtelefon_utan_klocka",
                    "action_pass_language", "utter_pass_sprak"]


def test_a_substitute_that_says_nothing_is_not_repeated(policy: TurnPolicy) -> None:
    """No loop, whatever fails."""
    events = [said("x", "linje"), did("action_contact"), did("utter_kontakt_utan_server")]
    assert policy.next_action(turns(events)) == ACTION_LISTEN_NAME


def test_stories_run_no_actions(policy: TurnPolicy) -> None:
    """`rasa test` has no channel: silence there is no failure."""
    events = [said("x", "linje", channel=None), did("action_contact")]
    assert policy.next_action(turns(events)) == ACTION_LISTEN_NAME


def test_not_understood_twice(policy: TurnPolicy) -> None:
    """First a question, then a person to contact."""
    events = [said("blarg", UNSURE)]
    assert policy.next_action(turns(events)) == ASK
    events += [did(ASK), answered("?"), said("blurg", UNSURE)]
    assert policy.next_action(turns(events)) == GIVE_UP


def test_a_meaning_from_the_context_overrules_the_rules(policy: TurnPolicy) -> None:
    """"Och i Motala?" after a report of concern is about that."""
    text = "och i Motala?"
    before = [said("orosanmälan", "orosanmalan"), did("action_report_concern"), answered("…")]
    place = said(text, "folj_plats", entities=[entity("place", "Motala", "Motala", text)])
    assert policy.next_action(turns([*before, place])) == "action_report_concern"


def test_a_place_after_a_fixed_answer_is_looked_up(policy: TurnPolicy) -> None:
    """"Jag sitter i Nyköping" after when-to-contact gets the region, not the same answer again."""
    text = "Jag sitter i Nyköping"
    before = [said("när?", "koordinator_nar"), did("utter_koordinator_nar"), answered("…")]
    place = said(text, "folj_plats", entities=[entity("place", "Nyköping", "Nyköping", text)])
    assert policy.next_action(turns([*before, place])) in ("action_coordinator", None)


def test_a_named_organisation_does_not_swallow_the_second_question(policy: TurnPolicy) -> None:
    """"Vad är Barnafrid? Vad är Länsrutinen?" gets both answers."""
    text = "Vad är Barnafrid? Vad är Länsrutinen?"
    events = [said(text, "barnafrid", entities=[
        entity("contact", "barnafrid", "Barnafrid", text),
        entity("question", "lansrutinen", "Vad är Länsrutinen?", text)])]
    assert policy.next_action(turns(events)) == "utter_barnafrid"
    events += [did("utter_barnafrid"), answered("…")]
    assert policy.next_action(turns(events)) == "utter_lansrutinen"


def test_substitutes_are_answers_without_values() -> None:
    """They exist, and every custom action has one."""
    custom = {t.action for t in topics.load().values() if t.action.startswith("action_")}
    assert set(WITHOUT_SERVER) == custom
    assert set(WITHOUT_SERVER.values()) <= set(templates())


def test_the_policy_outranks_the_rules() -> None:
    """Rasa takes the prediction of the highest priority among equals."""
    assert TurnPolicy.get_default_config() == {"priority": PRIORITY}
    assert PRIORITY > 6


def test_an_action_that_the_domain_lacks_is_not_predicted(policy: TurnPolicy) -> None:
    """An older domain gives no opinion instead of an error."""
    from rasa.shared.core.events import UserUttered
    from rasa.shared.core.trackers import DialogueStateTracker

    data = {"intent": {"name": UNSURE}, "entities": []}
    event = UserUttered("x", intent={"name": UNSURE}, parse_data=data, input_channel="rest")
    tracker = DialogueStateTracker.from_events("somebody", [event])
    empty = policy.predict_action_probabilities(tracker, Domain.empty())
    assert max(empty.probabilities) == 0.0
    domain = Domain.from_dict({"responses": {ASK: [{"text": "?"}]}})
    sure = policy.predict_action_probabilities(tracker, domain)
    assert sure.probabilities[domain.index_for_action(ASK)] == 1.0
