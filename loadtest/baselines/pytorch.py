"""The baseline python-pytorch: PyTorch and Transformers in fp32, with one model per task, each run on every batch."""

import numpy as np
import torch
from transformers import PreTrainedTokenizerFast

from analyzer import ROWS, Analyzer, Window
from package import Package
from pytorch_models import load_models


class PyTorchAnalyzer(Analyzer):
    def __init__(self, package: Package, threads: int, rows: int = ROWS):
        super().__init__(package, rows=rows)
        torch.set_num_threads(threads)
        self.tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(package.tokenizer), pad_token="[PAD]")
        self.models = load_models(package)
        self.passes = len(self.models)

    def windows(self, texts: list[str]) -> list[Window]:
        batch = self.tokenizer(texts, truncation=True, max_length=self.package.max_tokens, stride=self.package.overlap,
                               return_overflowing_tokens=True)
        return [Window(*row) for row in zip(batch["overflow_to_sample_mapping"], batch.encodings)]

    def logits(self, windows: list[Window]) -> dict[str, np.ndarray]:
        # pad to the longest row, as DataCollatorWithPadding does
        batch = self.tokenizer.pad({"input_ids": [window.encoding.ids for window in windows]}, return_tensors="pt")
        with torch.inference_mode():
            return {task: model(batch["input_ids"], batch["attention_mask"]).numpy() for task, model in self.models.items()}
