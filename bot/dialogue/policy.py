"""Rasa shell around the plan of a turn.

Rules (data/rules) answer the plain case. This policy speaks when the context changes what a
message means, when a message holds several questions, when it was not understood twice, and when
a custom action gave no answer because the action server is away: no turn ends in silence.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from rasa.core.featurizers.tracker_featurizers import TrackerFeaturizer
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from bot import topics
from bot.dialogue.context import MAX_EVENTS, Turn, turns
from bot.dialogue.plan import plan

PRIORITY = 7  # RulePolicy has 6
WITHOUT_SERVER = {
    "action_opening_hours": "utter_stodtelefon_utan_klocka",
    "action_coordinator": "utter_koordinator_kontakt",
    "action_contact": "utter_kontakt_utan_server",
    "action_pass_language": "utter_pass_sprak",
    "action_report_concern": "utter_orosanmalan",
    "action_follow_up": "utter_kontakt_utan_server",
}


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False
)
class TurnPolicy(Policy):
    """Predicts the planned actions of a turn one after the other, then action_listen."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Only Rasa's own setting."""
        return {"priority": PRIORITY}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        featurizer: TrackerFeaturizer | None = None,
    ) -> None:
        """Read the registry of topics."""
        super().__init__(config, model_storage, resource, execution_context, featurizer)
        self._topics = topics.load()

    def train(
        self,
        training_trackers: list[TrackerWithCachedStates],
        domain: Domain,
        **kwargs: Any,
    ) -> Resource:
        """Nothing to learn."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """The next planned action with certainty, or no opinion where the rules suffice."""
        action = self.next_action(newest_turns(tracker))
        if action is None or action not in domain.action_names_or_texts:
            return self._prediction(self._default_predictions(domain))
        probabilities = self._default_predictions(domain)
        probabilities[domain.index_for_action(action)] = 1.0
        return self._prediction(probabilities)

    def next_action(self, conversation: list[Turn]) -> str | None:
        """Name of the action to do now; None where a rule says the same."""
        if not conversation:
            return None
        turn = conversation[-1]
        planned = plan(conversation, self._topics)
        done = turn.actions
        silent = self._silent(turn)
        if silent:
            return silent
        substitutes = sum(a != b and b == WITHOUT_SERVER.get(a) for a, b in pairwise(done))
        step = len(done) - substitutes
        if step < len(planned):
            action = planned[step]
            plain = self._topics.get(turn.intent)
            return None if plain and planned == [plain.action] else action
        listen: str = ACTION_LISTEN_NAME
        return listen

    @staticmethod
    def _silent(turn: Turn) -> str | None:
        """The answer in place of a custom action that has just failed, else None.

        Only in turns that came through a channel: `rasa test` runs no actions at all.
        """
        if not turn.actions or turn.channel is None or turn.answered[-1]:
            return None
        return WITHOUT_SERVER.get(turn.actions[-1])


def newest_turns(tracker: DialogueStateTracker) -> list[Turn]:
    """The last turns of a Rasa tracker."""
    events = list(tracker.events)[-MAX_EVENTS:]
    return turns([event.as_dict() for event in events])
