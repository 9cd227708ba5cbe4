"""The two Rasa projects of the comparison on equal data, written under .cache/bench.

`stock` is what `rasa init` gives: Rasa completes its own empty configuration, and that is written
out. Its answers are plain responses, so it needs no action server. `ours_sample` is this project
with the same messages. The sample is drawn once and stays until the settings, the intents or the
version of Rasa change, or the folder is removed.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import rasa
import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe

from bench.sample import Labelled, read, stratified
from bot import topics
from bot.answers.rendering import RenderingError, renderer

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".cache" / "bench"
PER_INTENT = 10
SEED = 2026
UNSURE = "nlu_fallback"
_KEY = "key"


def configuration() -> dict[str, Any]:
    """The configuration of `rasa init`, with pipeline and policies as Rasa completes them."""
    text = (importlib.resources.files("rasa.cli") / "initial_project" / "config.yml").read_text()
    empty: dict[str, Any] = yaml.safe_load(text)
    missing = {key for key in ("pipeline", "policies") if not empty.get(key)}
    full: dict[str, Any] = DefaultV1Recipe.complete_config(empty, missing)
    plain: dict[str, Any] = json.loads(json.dumps(full))
    return {**plain, "language": "sv", "assistant_id": "stock"}


def key(config: Mapping[str, Any], intents: list[str]) -> str:
    """Fingerprint of what the stock project is made of, in hexadecimal."""
    parts = [rasa.__version__, config, sorted(intents), PER_INTENT, SEED]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _answers() -> dict[str, str]:
    """A plain Swedish answer for every intent: its response, or its title where that computes."""
    responses: dict[str, Any] = {}
    for path in sorted((ROOT / "data" / "responses").glob("*.yml")):
        responses |= yaml.safe_load(path.read_text(encoding="utf-8"))["responses"]
    found = {}
    for intent, topic in topics.load().items():
        try:
            template = responses[f"utter_{intent}"][0]["text"]
            found[intent] = renderer().render(template, "sv", {})
        except (KeyError, RenderingError):
            found[intent] = topic.title["sv"]
    template = responses["utter_vilket_amne"][0]["text"]
    return {**found, UNSURE: renderer().render(template, "sv", {})}


def nlu_yaml(messages: list[Labelled]) -> str:
    """``messages`` as a Rasa NLU file."""
    by_intent: dict[str, list[dict[str, str]]] = {}
    for message in messages:
        by_intent.setdefault(message.intent, []).append({"text": message.text})
    nlu = [{"intent": intent, "examples": rows} for intent, rows in by_intent.items()]
    return _yaml({"version": "3.1", "nlu": nlu})


def conversation_yaml(kind: str, one: str, intents: list[str]) -> str:
    """Rules (``kind`` "rules", ``one`` "rule") or stories: each intent gets its plain answer."""
    turns = [
        {one: i, "steps": [{"intent": i}, {"action": f"utter_plain_{i}"}]} for i in intents
    ]
    return _yaml({"version": "3.1", kind: turns})


def _yaml(value: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)


def write_stock() -> Path:
    """Write the project `stock` unless it is there already; its folder."""
    folder = FOLDER / "stock"
    config, intents = configuration(), sorted(topics.load())
    mark = key(config, intents)
    if (folder / _KEY).is_file() and (folder / _KEY).read_text() == mark:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "data").mkdir(parents=True)
    answers = _answers()
    sample = stratified(read(ROOT / "data" / "nlu"), PER_INTENT, SEED)
    domain = {
        "version": "3.1",
        "intents": intents,
        "responses": {f"utter_plain_{i}": [{"text": text}] for i, text in answers.items()},
    }
    for name, text in {
        "config.yml": _yaml(config),
        "domain.yml": _yaml(domain),
        "credentials.yml": _yaml({"rest": None}),
        "endpoints.yml": "",
        "data/nlu.yml": nlu_yaml(sample),
        "data/rules.yml": conversation_yaml("rules", "rule", [*intents, UNSURE]),
        "data/stories.yml": conversation_yaml("stories", "story", intents),
        _KEY: mark,
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def write_ours(stock: Path) -> Path:
    """Write this project anew with the messages of ``stock``; its folder."""
    folder = FOLDER / "ours_sample"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "data" / "nlu").mkdir(parents=True)
    shutil.copy(stock / "data" / "nlu.yml", folder / "data" / "nlu" / "sample.yml")
    for name in ("config.yml", "domain.yml"):
        shutil.copy(ROOT / name, folder / name)
    for path in (ROOT / "data").iterdir():
        if path.is_dir() and path.name not in ("nlu", "knowledge"):
            shutil.copytree(path, folder / "data" / path.name)
    return folder
