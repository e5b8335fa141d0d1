"""Compares the PyTorch models of python-pytorch with the package's graph, text by text.

python check.py --model ../../models/en ../../samples/{reviews,support,news}.jsonl
"""

import argparse
import json
from pathlib import Path

import numpy as np

from onnx_runtime import OnnxAnalyzer
from package import Package
from pytorch import PyTorchAnalyzer


def read_documents(files: list[Path], count: int) -> list[dict]:
    """Documents from all files, evenly distributed."""
    documents = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    picks = np.linspace(0, len(documents) - 1, min(count, len(documents))).astype(int)
    return [documents[i] for i in picks]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--texts", type=int, default=100)
    parser.add_argument("--least", type=float, default=0.95, help="least share of equal labels; the check fails below it")
    parser.add_argument("documents", type=Path, nargs="+")
    return parser.parse_args()


def main():
    args = arguments()
    package = Package(args.model)
    ours, theirs = OnnxAnalyzer(package, threads=1), PyTorchAnalyzer(package, threads=1)
    texts = [document["text"] for document in read_documents(args.documents, args.texts)]
    windows = ours.windows(texts)
    if [w.encoding.ids for w in windows] != [w.encoding.ids for w in theirs.windows(texts)]:
        raise SystemExit("the tokenizers of ONNX Runtime and PyTorch give different ids: install the versions in requirements.txt")
    pairs: dict = {task: [] for task in package.heads if task in theirs.models}
    for window in windows:
        graph, torch = ours.logits([window]), theirs.logits([window])
        for task, collected in pairs.items():
            collected += zip(np.atleast_2d(graph[task][0]), np.atleast_2d(torch[task][0]))

    print(f"{package.graph}: {len(texts)} texts, {len(windows)} windows; graph against PyTorch fp32")
    least = 1.0
    for task, rows in pairs.items():
        graph, torch = (np.array(side) for side in zip(*rows))
        equal = (graph.argmax(-1) == torch.argmax(-1)).mean()
        change = np.abs(package.probabilities(task, graph) - package.probabilities(task, torch))
        least = min(least, equal)
        print(f"{task:10} {len(rows):6} rows or tokens, labels equal {equal:.4f}, logits differ by {np.abs(graph - torch).mean():.4f} on average,"
              f" {np.abs(graph - torch).max():.4f} at most, probabilities by {change.max():.4f} at most")
    if least < args.least:
        raise SystemExit(f"check failed: share of equal labels is {least:.4f}, must be at least {args.least}")


if __name__ == "__main__":
    main()
