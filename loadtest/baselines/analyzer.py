"""Analyzes texts in batches of rows. Subclasses run the model."""

import time
from dataclasses import dataclass

import numpy as np
from tokenizers import Encoding

from package import Package

ROWS = 32


@dataclass
class Window:
    """A part of a text that is one row of the model's input."""

    document: int
    encoding: Encoding

    def __len__(self):
        return len(self.encoding)


@dataclass
class Work:
    """Totals of the computed work. Tokens include special tokens and are counted once, not once per model."""

    documents: int = 0
    rows: int = 0
    tokens: int = 0
    padded_tokens: int = 0
    inference_seconds: float = 0.0

    def padding_ratio(self) -> float:
        return 1 - self.tokens / self.padded_tokens if self.padded_tokens else 0.0


class Analyzer:
    """Analyzes texts. Not thread safe."""

    passes = 1  # runs of an encoder over each row

    def __init__(self, package: Package, sort: bool = False, rows: int = ROWS):
        """Batches have `rows` rows. With `sort`, a batch has rows of similar length, which avoids most of the padding."""
        self.package, self.sort, self.rows, self.work = package, sort, rows, Work()

    def windows(self, texts: list[str]) -> list[Window]:
        """Cuts texts into windows of at most `maxTokens` tokens. Windows of a long text overlap."""
        raise NotImplementedError

    def logits(self, windows: list[Window]) -> dict[str, np.ndarray]:
        """The logits by task for one batch, which is padded to its longest row."""
        raise NotImplementedError

    def analyze(self, texts: list[str]) -> list[dict]:
        windows = self.windows(texts)
        order = list(range(len(windows)))
        if self.sort:
            order.sort(key=lambda i: len(windows[i]))
        outputs: list = [None] * len(windows)
        for start in range(0, len(order), self.rows):
            batch = order[start:start + self.rows]
            probabilities = self.run([windows[i] for i in batch])
            for row, i in enumerate(batch):
                outputs[i] = {task: values[row] for task, values in probabilities.items()}
        self.work.documents += len(texts)
        return self.package.results(texts, windows, outputs)

    def run(self, batch: list[Window]) -> dict[str, np.ndarray]:
        started = time.perf_counter()
        logits = self.logits(batch)
        self.work.inference_seconds += time.perf_counter() - started
        self.work.rows += len(batch)
        self.work.tokens += sum(map(len, batch))
        self.work.padded_tokens += len(batch) * max(map(len, batch))
        return {task: self.package.probabilities(task, values) for task, values in logits.items()}
