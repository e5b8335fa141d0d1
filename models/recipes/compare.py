"""Compares the kinds of weights by size and by scores on the held-out rows. For speed, see benchmark.py.

python compare.py --work work/en
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from examples import read_examples, tokenize
from export import LONGEST, calibrate, calibration_sample, neighbours, sensitive, session
from graph import KINDS, build
from model import load
from scores import dev_scores
from train import pad


class GraphModel:
    """A graph with the interface of the PyTorch model."""

    def __init__(self, graph):
        self.session, self.names = session(graph), [output.name for output in graph.graph.output]

    def __call__(self, ids, mask):
        feeds = {"input_ids": ids.numpy(), "attention_mask": mask.numpy(),
                 "sentence_ids": np.where(mask.numpy() == 1, 0, -1)}
        return {name: torch.from_numpy(value) for name, value in zip(self.names, self.session.run(None, feeds))}

    def eval(self):
        return self

    def train(self):
        return self


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--weights", default="model.pt")
    parser.add_argument("--kinds", nargs="+", default=list(KINDS))
    parser.add_argument("--stored", type=int, default=0, help="as for export.py")
    args = parser.parse_args()
    model = load(args.work / args.weights)
    rows = tokenize(read_examples(args.work / "held-out.jsonl"), Tokenizer.from_str((args.work / "tokenizer.json").read_text("utf-8")), LONGEST)
    sample = calibration_sample(rows)
    for kind in args.kinds:
        scales = calibrate(model, sample) if kind == "static" else None
        stored = sensitive(model, scales, sample[::2], args.stored) if scales and args.stored else frozenset()
        graph = build(model, kind, scales, stored)
        print(kind, f"{graph.ByteSize() / 1e6:.1f} MB", dev_scores(GraphModel(graph), rows, pad),
              "change by other rows:", neighbours(session(graph), sample[::8]), flush=True)
