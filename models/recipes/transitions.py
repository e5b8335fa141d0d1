"""Transitions between entity labels: how often one label follows another, and the most likely sequence of labels.

The engine decodes labels in the same way (ViterbiDecoder), with the transitions of the package.
"""

import numpy as np

from model import TAGS

FORBIDDEN = -99.0
OUTSIDE = TAGS.index("O")
LEAST = 1e-12  # avoids the logarithm of zero


def allowed() -> np.ndarray:
    """[from, to]: an I- label may follow only a B- or I- label of the same type."""
    return np.array([[not to.startswith("I-") or (was != "O" and was[2:] == to[2:]) for to in TAGS] for was in TAGS])


def only_allowed() -> np.ndarray:
    """Transitions that forbid invalid sequences and have no other preference."""
    return np.where(allowed(), 0.0, FORBIDDEN)


def associations(texts) -> np.ndarray:
    """[from, to]: log ratio of the frequency of a label after another to its overall frequency, over words; 0 where not allowed."""
    counts = 0.5 * allowed()  # additive smoothing
    for words in texts:
        tags = [OUTSIDE, *words]
        np.add.at(counts, (tags[:-1], tags[1:]), 1)
    ratios = counts / counts.sum(1, keepdims=True) / (counts.sum(0) / counts.sum())
    return np.log(np.where(allowed(), ratios, 1.0))


def likeliest(probabilities: np.ndarray, transitions: np.ndarray) -> list[int]:
    """The label sequence with the highest sum of log probabilities [words, labels] and transitions (Viterbi, 1967)."""
    if not len(probabilities):
        return []
    scores = np.log(np.maximum(probabilities, LEAST))
    sums, before = transitions[OUTSIDE] + scores[0], []
    for own in scores[1:]:
        candidates = sums[:, None] + transitions
        before.append(candidates.argmax(0))
        sums = candidates.max(0) + own
    path = [int(sums.argmax())]
    for back in reversed(before):
        path.append(int(back[path[-1]]))
    return path[::-1]
