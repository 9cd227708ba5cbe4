"""Numbers for Prometheus: how many, how fast, how dangerous. No text and no id is ever a label.

Each process counts for itself; docs/operations.md lists every metric and says how several workers
are scraped. Labels have few values, all of them ours: whoever writes cannot make new ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

from bot.dialogue.plan import UNSURE
from bot.languages import NORDIC, answered_in
from bot.nlu.danger.labels import LEVELS

if TYPE_CHECKING:  # the log counts too
    from bot.conversations.log.entries import Message

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
OTHER = "other"
ANSWERED = NORDIC | {"en"}  # the rest is "other": a rare language could point at a person
# The moment of the first alarm of a level is nobody's business.
disable_created_metrics()  # type: ignore[no-untyped-call]
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)

MESSAGES = Counter(
    "kvinnofrid_messages", "messages of visitors", ["channel", "language"], registry=REGISTRY
)
ANSWER_SECONDS = Histogram(
    "kvinnofrid_answer_seconds",
    "from the beginning of a turn until its answer is given",
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=REGISTRY,
)
INTENTS = Counter("kvinnofrid_intents", "what was understood", ["intent"], registry=REGISTRY)
FALLBACKS = Counter("kvinnofrid_fallbacks", "messages that were not understood", registry=REGISTRY)
DANGER = Counter(
    "kvinnofrid_danger", "levels of danger that were answered", ["level"], registry=REGISTRY
)
FEEDBACK = Counter("kvinnofrid_feedback", "opinions on answers", ["value"], registry=REGISTRY)
LOG_QUEUE = Gauge("kvinnofrid_log_queue", "events that wait for the database", registry=REGISTRY)
LOG_DROPPED = Counter(
    "kvinnofrid_log_dropped", "events of the log that were given up", registry=REGISTRY
)
LOG_FAILURES = Counter(
    "kvinnofrid_log_failures", "tries at the log's database that failed", registry=REGISTRY
)
REDACTION_FAILURES = Counter(
    "kvinnofrid_redaction_failures", "texts left out since the redactor failed", registry=REGISTRY
)
LIVE = Gauge(
    "kvinnofrid_live_conversations", "conversations that are remembered now", registry=REGISTRY
)

for _level in LEVELS:
    DANGER.labels(_level)  # a level without an alarm is 0, not missing
for _value in ("up", "down"):
    FEEDBACK.labels(_value)


def count(message: Message) -> None:
    """Count a visitor's message; one of the bot changes nothing."""
    if message.author != "visitor":
        return
    channel, spoken = message.channel or OTHER, message.language
    MESSAGES.labels(channel, answered_in(spoken) if spoken in ANSWERED else OTHER).inc()
    INTENTS.labels(message.intent or OTHER).inc()
    if message.intent == UNSURE:
        FALLBACKS.inc()
    if message.danger:
        DANGER.labels(message.danger["level"]).inc()
    if message.latency_ms is not None:
        ANSWER_SECONDS.observe(message.latency_ms / 1000)


def page() -> bytes:
    """All metrics as Prometheus reads them."""
    return generate_latest(REGISTRY)
