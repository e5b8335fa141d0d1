"""Reads a package that export.py wrote and runs it as the engine does, without using the engine."""

from pathlib import Path

import numpy as np
import onnxruntime
import yaml
from tokenizers import Tokenizer

from examples import spans_of
from scores import softmax
from transitions import likeliest


class Package:
    def __init__(self, folder: Path, graph: str | None = None, threads: int = 1):
        self.definition = yaml.safe_load((folder / "lexstream.yaml").read_text("utf-8"))
        self.tokenizer = Tokenizer.from_file(str(folder / self.definition["tokenizer"]["file"]))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(self.definition["maxTokens"])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(
            str(folder / (graph or self.definition["graph"]["file"])), options, providers=["CPUExecutionProvider"])
        self.heads = {head["task"]: head for head in self.definition["heads"]}

    def run(self, texts: list[str], budget: int = 1024):
        """For each text, in order: (logits by output, encoding). Longer texts are truncated to maxTokens."""
        encodings = self.tokenizer.encode_batch(texts)
        order = sorted(range(len(texts)), key=lambda i: len(encodings[i].ids))
        results: list = [None] * len(texts)
        while order:
            batch = [order.pop(0)]
            while order and (len(batch) + 1) * len(encodings[order[0]].ids) <= budget:
                batch.append(order.pop(0))
            outputs = self.batch([encodings[i].ids for i in batch])
            for row, i in enumerate(batch):
                results[i] = ({name: value[row] for name, value in outputs.items()}, encodings[i])
        return results

    def batch(self, rows: list[list[int]], width: int | None = None) -> dict[str, np.ndarray]:
        width = width or max(len(row) for row in rows)
        ids = np.zeros((len(rows), width), np.int64)
        mask, sentences = np.zeros_like(ids), np.full_like(ids, -1)
        for i, row in enumerate(rows):
            ids[i, : len(row)], mask[i, : len(row)], sentences[i, 1 : len(row) - 1] = row, 1, 0
        names = [output.name for output in self.session.get_outputs()]
        feeds = {"input_ids": ids, "attention_mask": mask, "sentence_ids": sentences}
        return dict(zip(names, self.session.run(None, feeds)))

    def entities(self, logits: np.ndarray, encoding) -> set[tuple[int, int, str]]:
        """Spans from the tags of the words' first pieces. With transitions, from the most likely sequence of tags."""
        head = self.heads["entities"]
        words, first, previous = [], [], None
        for i, (word, (start, end)) in enumerate(zip(encoding.word_ids, encoding.offsets)):
            if word is None:
                continue
            if word == previous:
                words[-1] = (words[-1][0], end)
            else:
                words.append((start, end))
                first.append(i)
            previous = word
        probabilities = softmax(logits[first] / head.get("temperature", 1.0))
        path = likeliest(probabilities, np.array(head["transitions"])) if "transitions" in head else probabilities.argmax(-1)
        return spans_of([head["labels"][tag] for tag in path], words)
