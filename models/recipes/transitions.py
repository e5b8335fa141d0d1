"""Labels that agree with their neighbours: how often one follows another, and the likeliest path over a text's words.

The engine decodes the same way (LabelPath), with the transitions that stand in the package.
"""

import numpy as np

from model import TAGS

FORBIDDEN = -99.0
OUTSIDE = TAGS.index("O")
LEAST = 1e-12  # a probability of zero has a logarithm then


def allowed() -> np.ndarray:
    """[from, to]: an inside follows a beginning or an inside of its type only."""
    return np.array([[not to.startswith("I-") or (was != "O" and was[2:] == to[2:]) for to in TAGS] for was in TAGS])


def only_allowed() -> np.ndarray:
    """Transitions that forbid what cannot be and prefer nothing."""
    return np.where(allowed(), 0.0, FORBIDDEN)


def associations(texts) -> np.ndarray:
    """[from, to]: log of how much likelier a label is after another than anywhere, counted over the texts' words; 0 where it cannot be."""
    counts = 0.5 * allowed()  # as if each had been seen half a time more
    for words in texts:
        tags = [OUTSIDE, *words]
        np.add.at(counts, (tags[:-1], tags[1:]), 1)
    ratios = counts / counts.sum(1, keepdims=True) / (counts.sum(0) / counts.sum())
    return np.log(np.where(allowed(), ratios, 1.0))


def likeliest(probabilities: np.ndarray, transitions: np.ndarray) -> list[int]:
    """The path of labels with the highest sum of log probabilities [words, labels] and transitions (Viterbi, 1967)."""
    if not len(probabilities):
        return []
    scores = np.log(np.maximum(probabilities, LEAST))
    sums, before = transitions[OUTSIDE] + scores[0], []
    for own in scores[1:]:
        ways = sums[:, None] + transitions
        before.append(ways.argmax(0))
        sums = ways.max(0) + own
    path = [int(sums.argmax())]
    for back in reversed(before):
        path.append(int(back[path[-1]]))
    return path[::-1]
