"""Rasa shell around spaCy's Swedish tokenizer."""

from __future__ import annotations

from typing import Any

import spacy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

MAX_CHARACTERS = 20_000


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class SwedishTokenizer(Tokenizer):
    """Splits Swedish text into words; needs no downloaded spaCy model."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """No settings of its own; the two are Rasa's."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_",
                "token_pattern": None}

    def __init__(self, config: dict[str, Any]) -> None:
        """Make the blank Swedish pipeline, which is the tokenizer alone."""
        super().__init__(config)
        self._nlp = spacy.blank("sv")

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens of ``attribute`` with their character offsets."""
        text = str(message.get(attribute))[:MAX_CHARACTERS]
        tokens = [Token(t.text, t.idx) for t in self._nlp.make_doc(text) if not t.is_space]
        patterned: list[Token] = self._apply_token_pattern(tokens)
        return patterned
