"""Compares the speed of a package's graph with that of a plain float encoder, in one run, interleaved.

python benchmark.py --package ../en --reference encoders/all-minilm-l6-v2/model.onnx

Two callers use one session with one thread each. Speed is in tokens per second of processor time, so that other load on the
machine has little influence. The package computes all its heads, the reference only hidden states.
"""

import argparse
import threading
import time
from pathlib import Path

import numpy as np
import onnxruntime

SHAPES = [(8, 32), (2, 128), (32, 32)]
CALLERS = 2


def open_session(path: Path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def feeds(session, rows: int, tokens: int) -> dict:
    ids = np.random.default_rng(0).integers(1000, 20000, (rows, tokens))
    values = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids),
              "sentence_ids": np.zeros_like(ids)}
    return {i.name: values[i.name] for i in session.get_inputs()}


def pace(session, values: dict, runs: int) -> float:
    """Tokens per second of processor time, all callers together."""
    callers = [threading.Thread(target=lambda: [session.run(None, values) for _ in range(runs)]) for _ in range(CALLERS)]
    started = time.process_time()
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    return CALLERS * runs * values["input_ids"].size / (time.process_time() - started)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", type=Path, action="append", required=True, help="folder or graph; repeatable")
    parser.add_argument("--reference", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=7)
    args = parser.parse_args()
    paths = [args.reference] + [p / "model.onnx" if p.is_dir() else p for p in args.package]
    sessions = [open_session(path) for path in paths]
    print("| graph | MB | " + " | ".join(f"{r}x{t}" for r, t in SHAPES) + " |\n| --- |" + " --- |" * (len(SHAPES) + 1))
    best = np.zeros((len(paths), len(SHAPES)))
    for column, (rows, tokens) in enumerate(SHAPES):
        for _ in range(args.rounds):
            for i, session in enumerate(sessions):
                best[i, column] = max(best[i, column], pace(session, feeds(session, rows, tokens), max(1, 1024 // (rows * tokens))))
    for path, row in zip(paths, best):
        figures = " | ".join(f"{value:.0f} ({value / base:.2f})" for value, base in zip(row, best[0]))
        print(f"| {path} | {path.stat().st_size / 1e6:.1f} | {figures} |")
