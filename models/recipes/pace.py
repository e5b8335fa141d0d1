"""Measures the training speed of a language's model with each arithmetic, and compares gradients with those of float32.

python pace.py zh

Speed is in tokens per second of processor time, so that other load on the machine has little influence. Labels are random.
"""

import argparse
import importlib
import time
from pathlib import Path

import torch
import torch.nn.functional as F

from encoder import Layer, read_encoder
from fetch_encoder import ENCODERS, fetch
from model import MultiTaskModel
from train import LANGUAGES

SHAPES = [(48, 32), (12, 128)]


def backward(model, rows: int, tokens: int, kind: str) -> None:
    """Computes the gradients of the model's parameters for a fixed batch."""
    Layer.int8 = kind == "int8"
    generator = torch.Generator().manual_seed(5)
    ids = torch.randint(1000, 20000, (rows, tokens), generator=generator)
    with torch.autocast("cpu", torch.bfloat16, enabled=kind == "bfloat16"):
        logits = model(ids, torch.ones_like(ids))
    model.zero_grad()
    sum(F.cross_entropy(out.float().flatten(0, -2), torch.randint(
        0, out.shape[-1], (out.shape[:-1].numel(),), generator=generator)) for out in logits.values()).backward()


def gradients(model) -> torch.Tensor:
    return torch.cat([p.grad.double().flatten() for n, p in model.named_parameters() if ".layers." in n and p.ndim == 2])


def pace(model, rows: int, tokens: int, kind: str, seconds: float) -> float:
    backward(model, rows, tokens, kind)
    started, runs = time.process_time(), 0
    while time.process_time() - started < seconds:
        backward(model, rows, tokens, kind)
        runs += 1
    return runs * rows * tokens / (time.process_time() - started)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=LANGUAGES)
    parser.add_argument("--encoders", type=Path, default=Path("encoders"))
    parser.add_argument("--seconds", type=float, default=5)
    args = parser.parse_args()
    torch.set_num_threads(1)
    language = importlib.import_module(LANGUAGES[args.language])
    folder = fetch(language.ENCODER, args.encoders)
    encoder = read_encoder(folder / "model.onnx", ENCODERS[language.ENCODER], language.CASES, dropout=0.0)
    model = MultiTaskModel(encoder, dropout=0.0).train()
    encoder.words.weight.requires_grad = False
    backward(model, *SHAPES[0], "float32")
    exact = gradients(model)
    print("| arithmetic | cosine of gradients | " + " | ".join(f"{r}x{t}" for r, t in SHAPES) + " |\n" + "| --- " * 4 + "|")
    for kind in ("float32", "bfloat16", "int8"):
        backward(model, *SHAPES[0], kind)
        similarity = float(torch.cosine_similarity(gradients(model), exact, 0))
        figures = [f"{pace(model, *shape, kind, args.seconds):.0f}" for shape in SHAPES]
        print(f"| {kind} | {similarity:.4f} | " + " | ".join(figures) + " |", flush=True)
