"""The baselines python-onnxruntime and python-sorted: the package's graph in ONNX Runtime, all tasks in one pass."""

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from analyzer import ROWS, Analyzer, Window
from package import Package

TASKS = ["sentiment", "toxicity", "entities"]


class OnnxAnalyzer(Analyzer):
    def __init__(self, package: Package, threads: int, sort: bool = False, rows: int = ROWS):
        super().__init__(package, sort, rows)
        self.tokenizer = Tokenizer.from_file(str(package.tokenizer))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(package.max_tokens, stride=package.overlap)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(str(package.graph), options, providers=["CPUExecutionProvider"])
        self.outputs = [package.heads[task]["output"] for task in TASKS]

    def windows(self, texts: list[str]) -> list[Window]:
        return [Window(document, encoding)
                for document, first in enumerate(self.tokenizer.encode_batch(texts))
                for encoding in [first, *first.overflowing]]

    def logits(self, windows: list[Window]) -> dict[str, np.ndarray]:
        ids = np.zeros((len(windows), max(map(len, windows))), np.int64)
        mask, sentences = np.zeros_like(ids), np.full_like(ids, -1)  # no token belongs to a sentence, so sentence vectors are not computed
        for row, window in enumerate(windows):
            ids[row, : len(window)] = window.encoding.ids
            mask[row, : len(window)] = 1
        feeds = {"input_ids": ids, "attention_mask": mask, "sentence_ids": sentences}
        return dict(zip(TASKS, self.session.run(self.outputs, feeds)))
