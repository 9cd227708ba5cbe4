"""Rasa shell around the judgement of danger: sets ``danger`` on each message.

It stands before the topic classifier and depends on none. When the encoder or the model fails,
the signals alone decide; nothing here stops a message.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue.context import Turn, turns
from bot.languages import NORDIC
from bot.nlu import cores, encoder, sentences
from bot.nlu.danger import labels, signals
from bot.nlu.danger.judge import Thresholds, judge
from bot.nlu.danger.lessons import calm_clauses, lesson_of, lesson_of_calm, lesson_of_topic
from bot.nlu.danger.model import DangerModel, Settings
from bot.nlu.danger.tuned import Row
from bot.nlu.danger.verdict import Danger, Scores
from bot.nlu.encoder import memory
from bot.nlu.encoder.encoder import Encode
from bot.nlu.encoder.weights import Floats
from bot.nlu.featurizer import learn_words

logger = logging.getLogger(__name__)
ATTRIBUTE = "danger"
_EVENTS = 40  # newest events that are looked through
_BEFORE = 2  # earlier messages that are read together with the newest
_LONGEST = 400  # characters of them
# Probability of concern from which a message may be acute with those before it. A plain question
# after a telling is a plain question.
_WORTH = 0.15
# Harmless messages and clauses that the encoder's last layers are tuned on beside labelled ones.
_OTHERS = 8_000


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class DangerDetector(IntentClassifier, GraphComponent):
    """Judges every message; see bot.nlu.danger."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        """A detector that knows only the signals; `load` brings the model."""
        self._storage = storage
        self._resource = resource
        self._thresholds = Thresholds(**config["thresholds"])
        model = config["model"]
        self._settings = Settings(**{**model, "hidden": tuple(model.get("hidden", (256, 64)))})
        self.model: DangerModel | None = None
        signals.load()

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``model``, ``thresholds``: the settings of bot.nlu.danger.model and of its judge."""
        return {"model": {}, "thresholds": {}}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """What Rasa does not see: the labelled messages."""
        return labels.fingerprint()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DangerDetector:
        """An untrained detector."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Train on data/danger and on the topics' messages, harmless but for those of safety."""
        remembered, encode = memory.training_memory(), encoder.load().read
        examples = labels.training()
        topics = [
            (example.get(TEXT), example.get(INTENT), found[0])
            for example in training_data.intent_examples
            if (found := example.get(sentences.ATTRIBUTE))
        ]
        calm = calm_clauses(examples, [(text, intent) for text, intent, _ in topics])
        speller = learn_words(training_data)

        def read(text: str, language: str, by: Encode) -> sentences.Sentence:
            mends = speller if language in NORDIC else None
            return sentences.read(text, mends, by, split=False)[0]

        def listen(example: labels.Example) -> tuple[sentences.Sentence, Row | None]:
            heard = read(example.text, example.lang, encode)
            return replace(heard, tokens=None), _halved(heard.tokens)

        own = cores.each(listen, examples)
        pieces = cores.each(lambda one: read(*one, remembered), list(calm.items()))
        remembered.save()
        lessons = [
            *(lesson_of(example) for example in examples),
            *(lesson_of_topic(text, intent) for text, intent, _ in topics),
            *(lesson_of_calm(text) for text in calm),
        ]
        others = [*(sentence for *_, sentence in topics), *pieces]
        parts = [*(sentence for sentence, _ in own), *others]
        model = DangerModel(self._settings)
        model.fit(
            lessons,
            [part.corrected for part in parts],
            np.stack([part.state for part in parts]),
            [*(tokens for _, tokens in own), *self._some_tokens(others, encode)],
        )
        with self._storage.write_to(self._resource) as folder:
            model.save(Path(folder))
        return self._resource

    def _some_tokens(
        self, parts: list[sentences.Sentence], encode: Encode
    ) -> list[Row | None]:
        """The tokens of some of ``parts``, drawn by lot."""
        lot = np.random.default_rng(self._settings.seed)
        chosen = set(lot.permutation(len(parts))[:_OTHERS].tolist())

        def tokens(number: int) -> Row | None:
            if number not in chosen:
                return None
            return _halved(encode(sentences.spoken(parts[number].text)).tokens)

        return cores.each(tokens, range(len(parts)))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> DangerDetector:
        """Read a trained model."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            component.model = DangerModel.load(Path(folder))
        return component

    def process(
        self, messages: list[Message], tracker: DialogueStateTracker | None = None
    ) -> list[Message]:
        """Judge each message that has text, with those before it in ``tracker``."""
        for message in messages:
            text = message.get(TEXT)
            if text and not text.startswith("/"):
                found = self.judge(message, tracker)
                message.set(ATTRIBUTE, found.as_value(), add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training examples are not judged."""
        return training_data

    def judge(self, message: Message, tracker: DialogueStateTracker | None = None) -> Danger:
        """The danger in ``message``; by its signals alone when anything else fails."""
        seen = signals.find(message.get(TEXT))
        try:
            scores = self._scores(message.get(sentences.ATTRIBUTE) or [])
            earlier = _earlier(tracker)
            context = self._context(message, scores, earlier)
            told = [turn.danger for turn in earlier if turn.danger.level != "ingen"]
            before = told[-1] if told else None
            return judge(scores, seen, self._thresholds, context, before)
        except Exception as error:  # danger is judged whatever fails
            logger.error("danger is judged by signals alone: %s", type(error).__name__)
            return judge([], seen, self._thresholds)

    def _scores(self, parts: list[sentences.Sentence]) -> list[Scores]:
        if self.model is None or not parts:
            return []
        return self.model.scores(
            [part.corrected for part in parts],
            np.stack([part.state for part in parts]),
            [part.tokens for part in parts],
        )

    def _context(
        self, message: Message, scores: list[Scores], earlier: list[Turn]
    ) -> Scores | None:
        """The newest messages read as one, where that is worth it and none was acute yet."""
        read: sentences.Reader | None = message.get(sentences.READER)
        before = earlier[-_BEFORE:]
        if not before or not scores or self.model is None or read is None:
            return None
        done = any(turn.danger.level == "akut" for turn in before)
        if done or not scores[0].concern >= _WORTH or scores[0].akut >= self._thresholds.akut:
            return None
        if any(one.calms for turn in before for one in signals.find(turn.text)):
            return None  # "jag är dödstrött", and then "ok tack hejdå"
        joined = ". ".join([*(turn.text for turn in before), message.get(TEXT)])[-_LONGEST:]
        whole = read(joined)
        return self._scores([whole])[0]


def _halved(tokens: Floats | None) -> Row | None:
    """The same in half precision: there are a million of them."""
    return None if tokens is None else tokens.astype(np.float16)


def _earlier(tracker: DialogueStateTracker | None) -> list[Turn]:
    """The messages before this one that somebody wrote, oldest first."""
    if tracker is None:
        return []
    events = [event.as_dict() for event in list(tracker.events)[-_EVENTS:]]
    return [turn for turn in turns(events) if not turn.text.startswith("/")]
