"""Knowledge distillation: the predictions of a larger model, the teacher, as training targets (Hinton et al., 2015).

A data set has labels for one task. The teacher predicts probabilities for all tasks and all texts. Teacher and student
have the same tokenizer, so entity tags refer to the same tokens.
"""

import hashlib
from pathlib import Path

import torch
import torch.nn.functional as F

from examples import Row
from model import LABELS, MultiTaskModel, load

TEMPERATURE = 2.0


@torch.no_grad()
def predict(weights: Path, student: MultiTaskModel, rows: list[Row], batches: list[list[Row]], pad, cache: Path) -> None:
    """Adds the teacher's logits to every row, by task. The file `cache` keeps them for a resumed run, in the order of `rows`."""
    key = hashlib.sha256(weights.read_bytes() + b"".join(row.ids.tobytes() for row in rows)).hexdigest()
    if cache.exists() and (cached := torch.load(cache, weights_only=True))["key"] == key:
        for row, logits in zip(rows, cached["logits"], strict=True):
            row.teacher_logits = logits
        return
    model = load(weights)
    for part in ("vocabulary", "cases"):
        if model.encoder.shape[part] != student.encoder.shape[part]:
            raise SystemExit(f"teacher {weights} has {part}={model.encoder.shape[part]}, the student {student.encoder.shape[part]}: train both for the same language")
    model.encoder.train()  # uses the fast arithmetic of training
    for layer in model.encoder.layers:
        layer.dropout = 0.0
    for number, batch in enumerate(batches):
        logits = model(*pad(batch))
        for i, row in enumerate(batch):
            row.teacher_logits = {task: value[i].clone() if task != "entities" else value[i, : len(row.ids)].half()
                          for task, value in logits.items()}
        if number % 100 == 99:
            print(f"teacher: {number + 1}/{len(batches)} batches", flush=True)
    torch.save({"key": key, "logits": [row.teacher_logits for row in rows]}, cache.with_suffix(".tmp"))
    cache.with_suffix(".tmp").rename(cache)


def loss(logits: dict, rows: list[Row], mask, weights: dict) -> torch.Tensor:
    """Kullback-Leibler divergence from the teacher's softened probabilities, weighted by task.

    It is the mean over texts; for entities, over the first pieces of words.
    """
    total = torch.zeros(())
    for task, weight in weights.items():
        out = logits[task].float()
        if task == "entities":
            targets = torch.zeros(*mask.shape, len(LABELS[task]))
            first = torch.zeros(mask.shape, dtype=torch.bool)
            for i, row in enumerate(rows):
                targets[i, : len(row.ids)] = row.teacher_logits[task].float()
                first[i, : len(row.ids)] = torch.from_numpy(row.first)
            out, targets = out[first], targets[first]
        else:
            targets = torch.stack([row.teacher_logits[task].float() for row in rows])
        divergence = F.kl_div(F.log_softmax(out / TEMPERATURE, -1), F.softmax(targets / TEMPERATURE, -1), reduction="batchmean")
        total = total + weight * TEMPERATURE**2 * divergence
    return total
