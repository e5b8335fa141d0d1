"""Scores: accuracy, macro F1, strict span F1, calibration."""

import numpy as np
import torch

from examples import IGNORED
from model import TAGS
from transitions import likeliest, only_allowed


def macro_f1(gold: np.ndarray, guess: np.ndarray, classes) -> float:
    scores = []
    for c in classes:
        hits = np.sum((gold == c) & (guess == c))
        scores.append(2 * hits / max(np.sum(gold == c) + np.sum(guess == c), 1))
    return float(np.mean(scores))


def macro_recall(gold: np.ndarray, guess: np.ndarray, classes) -> float:
    return float(np.mean([np.mean(guess[gold == c] == c) for c in classes]))


def span_f1(pairs) -> float:
    """Micro F1 over (gold spans, predicted spans). A span is correct if both ends and the type are equal."""
    hits = sum(len(gold & guess) for gold, guess in pairs)
    total = sum(len(gold) + len(guess) for gold, guess in pairs)
    return 2 * hits / max(total, 1)


def calibration_error(probabilities: np.ndarray, gold: np.ndarray, bins: int = 15) -> float:
    """Expected calibration error of the top label, equal-width bins (Guo et al., 2017)."""
    confidence, right = probabilities.max(-1), probabilities.argmax(-1) == gold
    bin_of = np.minimum((confidence * bins).astype(int), bins - 1)
    return float(sum(np.sum(bin_of == b) / len(gold) * abs(confidence[bin_of == b].mean() - right[bin_of == b].mean())
                     for b in range(bins) if np.any(bin_of == b)))


def softmax(logits: np.ndarray) -> np.ndarray:
    e = np.exp(logits - logits.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def temperature(logits: np.ndarray, gold: np.ndarray) -> float:
    """The divisor of the logits with the lowest negative log likelihood, by grid search."""
    def loss(t):
        return -np.log(softmax(logits / t)[np.arange(len(gold)), gold] + 1e-12).mean()

    return float(min(np.round(np.arange(0.5, 3.01, 0.02), 2), key=loss))


def tag_spans(tags):
    """Spans (first, last, type) over token positions. Negative tags are skipped."""
    spans, current = set(), None
    for i, tag in enumerate(list(tags) + [0]):
        name = TAGS[tag] if tag >= 0 else None
        if name is None:
            continue
        kind = name[2:]
        if current and (name == "O" or name.startswith("B-") or kind != current[1]):
            spans.add((current[0], current[2], current[1]))
            current = None
        if name != "O":
            current = (i, kind, i) if current is None else (current[0], kind, i)
    return spans


@torch.no_grad()
def dev_scores(model, rows, pad) -> dict:
    """Macro F1 (entities: span F1) by source and head on held-out rows, for model selection. Entity tags are a valid sequence."""
    model.eval()
    table = only_allowed()
    found: dict = {}
    rows = sorted(rows, key=lambda row: len(row.ids))
    for start in range(0, len(rows), 64):
        batch = rows[start:start + 64]
        ids, mask = pad(batch)
        logits = model(ids, mask)
        for i, row in enumerate(batch):
            for task in ("sentiment", "toxicity"):
                if getattr(row, task) != IGNORED:
                    found.setdefault((row.source, task), []).append((getattr(row, task), int(logits[task][i].argmax())))
            if row.tags is not None:
                words = row.tags != IGNORED
                guess = likeliest(softmax(logits["entities"][i, : len(row.ids)].numpy()[words]), table)
                found.setdefault((row.source, "entities"), []).append((tag_spans(row.tags[words]), tag_spans(guess)))
    model.train()
    result = {}
    for (source, task), pairs in sorted(found.items()):
        if task == "entities":
            result[f"{source} {task}"] = round(span_f1(pairs), 4)
        else:
            gold, guess = np.array(pairs).T
            result[f"{source} {task}"] = round(macro_f1(gold, guess, np.unique(gold)), 4)
    return result
