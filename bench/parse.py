"""Which intent a trained Rasa model finds: `python -m bench.parse MODEL < texts.json`.

A process of its own, so that its memory and its libraries touch no other measurement. Texts come as
a JSON list; the best intents go out as another. The fallback does not count as an intent.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.errors import BenchmarkError
from bench.process import environment
from bench.stock import UNSURE

_LIMIT = 900  # seconds


async def _intents(model: str, texts: Sequence[str]) -> list[str]:
    from rasa.core.agent import Agent

    agent, found = Agent.load(model), []
    for text in texts:
        ranking = (await agent.parse_message(text))["intent_ranking"]
        found.append(next((r["name"] for r in ranking if r["name"] != UNSURE), UNSURE))
    return found


def intents(model: Path, texts: Sequence[str]) -> list[str]:
    """The best intent of each of ``texts``. Raises BenchmarkError when the model cannot tell."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.parse", str(model)], input=json.dumps(list(texts)),
        capture_output=True, text=True, env=environment(), timeout=_LIMIT, check=False,
    )
    try:
        found: list[str] = json.loads(done.stdout.strip().rpartition("\n")[2])
    except json.JSONDecodeError as error:
        raise BenchmarkError(f"{model.name} does not parse: {done.stderr[-500:]}") from error
    return found


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_intents(sys.argv[1], json.load(sys.stdin)))))
