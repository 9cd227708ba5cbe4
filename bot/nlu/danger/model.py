"""What a message sounds like: probabilities of acute danger, of concern, of who writes, of themes.

Networks over one condensed view of the message, and the encoder's last layers, tuned to danger,
each have half a say. A topic model's probability of a danger topic is clearly worse at it, and so
is a linear model once there are thousands of messages (docs/decisions/0006).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.special import expit, log_softmax, logit
from sklearn.decomposition import TruncatedSVD

from bot.nlu.danger.labels import THEMES, WHO
from bot.nlu.danger.lessons import Lesson
from bot.nlu.danger.network import Layers, teach
from bot.nlu.danger.tuned import Row, TunedLayers
from bot.nlu.danger.verdict import Scores
from bot.nlu.encoder.weights import Floats
from bot.nlu.linear import softmax
from bot.nlu.ngrams import CharacterNGrams
from bot.nlu.sentences import DIMENSION

_NAME = "danger"
_TINY = 1e-6  # nearest that a network's probability is taken to come to 0 or 1


@dataclass(frozen=True)
class Settings:
    """What was chosen by measurement on tests/sets/danger/dev.yml.

    ``dense_scale``, ``early_scale``, ``sparse_scale``: how much the sentence vector, the earlier
    layers (both brought to standard deviation 1) and the n-grams weigh. ``width``: to how many
    numbers the n-grams are condensed. ``hidden``, ``rounds``, ``networks``: size of the
    level's network, passes over the messages, how many networks are averaged; ``writers`` are
    averaged, of one hidden layer of ``writer_width``, for who writes. ``tuned_share``: how much the
    tuned layers say; ``tuned_rounds``, ``tuned_rate``: see bot.nlu.danger.tuning; without rounds
    the networks decide alone.
    """

    dense_scale: float = 0.13
    early_scale: float = 0.35
    sparse_scale: float = 5.0
    min_count: int = 6
    width: int = 300
    hidden: tuple[int, ...] = (256, 64)
    rounds: int = 5
    networks: int = 8
    writer_width: int = 128
    writers: int = 4
    tuned_share: float = 0.5
    tuned_rounds: int = 3
    tuned_rate: float = 2e-4
    seed: int = 7


class DangerModel:
    """Networks for level, who and themes over one condensed view of a message."""

    def __init__(self, settings: Settings | None = None) -> None:
        """An untrained model; `fit` or `load` makes it usable."""
        self.settings = settings or Settings()
        self._ngrams = CharacterNGrams(2, 4, self.settings.min_count)
        self._centre: Floats = np.zeros(0, np.float32)
        self._weight: Floats = np.zeros(0, np.float32)
        # Half precision: some 40,000 n-grams by 300 numbers, of which a message takes a hundred.
        self._axes: npt.NDArray[np.float16] = np.zeros((0, 0), np.float16)
        self._level: list[Layers] = []
        self._who: list[Layers] = []
        self._themes: Layers | None = None
        self._tuned: TunedLayers | None = None

    def fit(
        self,
        lessons: Sequence[Lesson],
        texts: Sequence[str],
        states: Floats,
        tokens: Sequence[Row | None] = (),
    ) -> None:
        """Train on ``lessons`` with their corrected ``texts`` and encoder ``states`` (same length).

        ``tokens``: of the lessons that the layers are tuned on, None for the others.
        Raises ValueError when a head has no examples of every kind.
        """
        own = self.settings
        sparse = self._ngrams.fit(texts)
        width = min(own.width, sparse.shape[1] - 1)
        condenser = TruncatedSVD(width, random_state=own.seed, n_iter=3)
        condensed = condenser.fit_transform(sparse)
        self._axes = np.ascontiguousarray(condenser.components_.T, np.float16)
        self._centre = states.mean(axis=0)
        scale = np.full(states.shape[1], own.early_scale, np.float32)
        scale[:DIMENSION] = own.dense_scale
        self._weight = scale / np.maximum(states.std(axis=0), 1e-6)
        dense = (states - self._centre) * self._weight
        inputs = np.hstack([dense, own.sparse_scale * condensed]).astype(np.float32)

        rows, levels = _known([one.level for one in lessons])
        concern = np.array([lessons[row].concern for row in rows])
        targets = np.stack([levels == "akut", concern], axis=1).astype(np.int64)
        who_rows, who = _known([one.who for one in lessons])
        theme_rows = np.array([n for n, one in enumerate(lessons) if one.theme_known], np.int64)
        themes = np.array([[lessons[n].theme == t for t in THEMES] for n in theme_rows], np.int64)
        if not (targets.any(axis=0).all() and len(set(who)) == len(WHO) and len(themes)
                and themes.any(axis=0).all()):
            raise ValueError("the danger model needs messages of every level, writer and theme")
        order = {name: number for number, name in enumerate(WHO)}
        seeds = [own.seed + number for number in range(max(own.networks, own.writers))]
        self._level = teach(inputs[rows], targets, own.hidden, own.rounds, seeds[: own.networks])
        numbers = np.array([order[name] for name in who], np.int64)
        small = own.hidden[-1:]
        self._who = teach(
            inputs[who_rows], numbers, (own.writer_width,), own.rounds, seeds[: own.writers]
        )
        (self._themes,) = teach(inputs[theme_rows], themes, small, own.rounds, [own.seed])
        if own.tuned_rounds:
            self._tuned = _tune(lessons, tokens, own)

    def scores(
        self, texts: Sequence[str], states: Floats, tokens: Sequence[Floats | None] = ()
    ) -> list[Scores]:
        """What corrected ``texts`` with their encoder ``states`` and ``tokens`` sound like.

        All of the same length, at once: the networks' weights are then read once. Raises ValueError
        before `fit` or `load`, and without the tokens that tuned layers need.
        """
        if not self._who or self._themes is None:
            raise ValueError("the danger model is not trained")
        own = self.settings
        condensed = np.stack([self._condensed(text) for text in texts])
        dense = (states - self._centre) * self._weight
        inputs = np.hstack([dense, own.sparse_scale * condensed])
        levels = np.mean([_sigmoid(network(inputs)) for network in self._level], axis=0)
        writers = np.mean([softmax(network(inputs)) for network in self._who], axis=0)
        if self._tuned is not None:
            levels, writers = self._joined(levels, writers, tokens)
        themes = _sigmoid(self._themes(inputs))
        return [
            Scores(
                akut=float(akut),
                concern=float(max(akut, concern)),
                who={name: float(p) for name, p in zip(WHO, who, strict=True)},
                themes={name: float(p) for name, p in zip(THEMES, shares, strict=True)},
            )
            for (akut, concern), who, shares in zip(levels, writers, themes, strict=True)
        ]

    def _joined(
        self, levels: Floats, writers: Floats, tokens: Sequence[Floats | None]
    ) -> tuple[Floats, Floats]:
        """What networks and tuned layers say together: their means before sigmoid and softmax."""
        known = [one for one in tokens if one is not None]
        if self._tuned is None or len(known) != len(levels):
            raise ValueError("the tuned layers need the tokens of each text")
        heard, share = self._tuned(known), self.settings.tuned_share
        width = levels.shape[1]
        level = logit(np.clip(levels, _TINY, 1 - _TINY))
        who = np.log(np.maximum(writers, _TINY))
        return (
            _sigmoid((1 - share) * level + share * heard[:, :width]),
            softmax((1 - share) * who + share * log_softmax(heard[:, width:], axis=1)),
        )

    def _condensed(self, text: str) -> Floats:
        numbers, weights = self._ngrams.row(text)
        found: Floats = weights @ self._axes[numbers].astype(np.float32)
        return found

    def save(self, folder: Path) -> None:
        """Write the model into ``folder`` as numbers and JSON (nothing that runs on loading)."""
        networks = {f"level{number}": network for number, network in enumerate(self._level)}
        networks |= {f"who{number}": network for number, network in enumerate(self._who)}
        networks |= {"themes": self._themes} if self._themes else {}
        arrays: dict[str, npt.NDArray[np.float16]] = {}
        for name, network in networks.items():
            arrays |= network.as_arrays(name)
        np.savez(
            folder / f"{_NAME}.npz",
            centre=self._centre,
            weight=self._weight,
            axes=self._axes,
            idf=self._ngrams.idf,
            **arrays,
        )
        known = {"settings": asdict(self.settings), "ngrams": self._ngrams.grams}
        if self._tuned is not None:
            (folder / f"{_NAME}.onnx").write_bytes(self._tuned.content)
        text = json.dumps(known, ensure_ascii=False)
        (folder / f"{_NAME}.json").write_text(text, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> DangerModel:
        """Read what `save` wrote; raises FileNotFoundError when it is not there."""
        known = json.loads((folder / f"{_NAME}.json").read_text(encoding="utf-8"))
        settings = Settings(**{**known["settings"], "hidden": tuple(known["settings"]["hidden"])})
        model = cls(settings)
        with np.load(folder / f"{_NAME}.npz", allow_pickle=False) as stored:
            arrays = dict(stored)
        model._ngrams.restore(known["ngrams"], arrays["idf"])
        model._centre, model._weight = arrays["centre"], arrays["weight"]
        model._axes = arrays["axes"]
        model._level = [
            Layers.from_arrays(f"level{number}", arrays) for number in range(settings.networks)
        ]
        model._who = [
            Layers.from_arrays(f"who{number}", arrays) for number in range(settings.writers)
        ]
        model._themes = Layers.from_arrays("themes", arrays)
        if settings.tuned_rounds:
            model._tuned = TunedLayers((folder / f"{_NAME}.onnx").read_bytes())
        return model


def _tune(
    lessons: Sequence[Lesson],
    tokens: Sequence[Row | None],
    settings: Settings,
) -> TunedLayers:
    """Layers taught on the ``lessons`` that have ``tokens`` and a level."""
    from bot.nlu.danger import tuning  # TensorFlow: only where it is needed

    chosen = [
        (lesson, row)
        for lesson, row in zip(lessons, tokens, strict=True)
        if row is not None and lesson.level is not None
    ]
    levels = [(lesson.level == "akut", lesson.concern) for lesson, _ in chosen]
    who = [WHO.index(lesson.who) if lesson.who else -1 for lesson, _ in chosen]
    material = tuning.Lessons(
        [row for _, row in chosen], np.array(levels, np.float32), np.array(who, np.int32)
    )
    return tuning.teach(material, settings.tuned_rounds, settings.tuned_rate, settings.seed)


def _known(labels: Sequence[str | None]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.str_]]:
    """Rows whose label is told, and those labels."""
    rows = [row for row, label in enumerate(labels) if label is not None]
    return np.array(rows, np.int64), np.array([labels[row] for row in rows])


def _sigmoid(values: Floats) -> Floats:
    shares: Floats = expit(values)
    return shares
