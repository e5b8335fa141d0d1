"""What a larger model thinks of texts, for a smaller one to learn from (Hinton et al., 2015).

A set labels one task; the teacher answers all of them for every text, and says how sure it is. It reads the same token
ids, so its entity tags belong to the pupil's tokens.
"""

import hashlib
from pathlib import Path

import torch
import torch.nn.functional as F

from examples import Row
from model import LABELS, MultiTaskModel, load

TEMPERATURE = 2.0


@torch.no_grad()
def ask(weights: Path, pupil: MultiTaskModel, rows: list[Row], batches: list[list[Row]], pad, answers: Path) -> None:
    """Gives every row the teacher's logits by task. `answers` keeps them for a resumed run, in the order of `rows`."""
    asked = hashlib.sha256(weights.read_bytes() + b"".join(row.ids.tobytes() for row in rows)).hexdigest()
    if answers.exists() and (kept := torch.load(answers, weights_only=True))["asked"] == asked:
        for row, logits in zip(rows, kept["logits"], strict=True):
            row.taught = logits
        return
    model = load(weights)
    for part in ("vocabulary", "cases"):
        if model.encoder.shape[part] != pupil.encoder.shape[part]:
            raise SystemExit(f"{weights} has another {part} than the model it is to teach: train both for the same language")
    model.encoder.train()  # as fast as training multiplies
    for layer in model.encoder.layers:
        layer.dropout = 0.0
    for number, batch in enumerate(batches):
        logits = model(*pad(batch))
        for i, row in enumerate(batch):
            row.taught = {task: value[i].clone() if task != "entities" else value[i, : len(row.ids)].half()
                          for task, value in logits.items()}
        if number % 100 == 99:
            print(f"taught {number + 1}/{len(batches)} batches", flush=True)
    torch.save({"asked": asked, "logits": [row.taught for row in rows]}, answers.with_suffix(".tmp"))
    answers.with_suffix(".tmp").rename(answers)


def loss(logits: dict, rows: list[Row], mask, weights: dict) -> torch.Tensor:
    """Divergence from the teacher's softened answers, mean over texts (entities: over first pieces of words), weighted by task."""
    total = torch.zeros(())
    for task, weight in weights.items():
        out = logits[task].float()
        if task == "entities":
            wanted = torch.zeros(*mask.shape, len(LABELS[task]))
            first = torch.zeros(mask.shape, dtype=torch.bool)
            for i, row in enumerate(rows):
                wanted[i, : len(row.ids)] = row.taught[task].float()
                first[i, : len(row.ids)] = torch.from_numpy(row.first)
            out, wanted = out[first], wanted[first]
        else:
            wanted = torch.stack([row.taught[task].float() for row in rows])
        divergence = F.kl_div(F.log_softmax(out / TEMPERATURE, -1), F.softmax(wanted / TEMPERATURE, -1), reduction="batchmean")
        total = total + weight * TEMPERATURE**2 * divergence
    return total
