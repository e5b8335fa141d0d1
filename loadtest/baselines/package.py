"""A model package as a Python user reads it: lexstream.yaml, and results from the graph's outputs."""

from pathlib import Path

import numpy as np
import yaml
from tokenizers import Encoding


class Package:
    def __init__(self, folder: Path):
        definition = yaml.safe_load((folder / "lexstream.yaml").read_text("utf-8"))
        self.folder = folder
        self.graph = folder / definition["graph"]["file"]
        self.tokenizer = folder / definition["tokenizer"]["file"]
        self.max_tokens = definition["maxTokens"]
        self.overlap = self.max_tokens // 8
        self.heads = {head["task"]: head for head in definition["heads"]}

    def probabilities(self, task: str, logits: np.ndarray) -> np.ndarray:
        scaled = logits / self.heads[task]["temperature"]
        powers = np.exp(scaled - scaled.max(-1, keepdims=True))
        return powers / powers.sum(-1, keepdims=True)

    def results(self, texts: list[str], windows: list, outputs: list[dict[str, np.ndarray]]) -> list[dict]:
        """One result per text, from the probabilities of its windows.

        Sentiment is the mean weighted by tokens; toxicity is that of the most toxic window. If overlapping windows find
        the same entity, the longer one is kept.
        """
        of_text: list[list[int]] = [[] for _ in texts]
        for i, window in enumerate(windows):
            of_text[window.document].append(i)
        results = []
        for text, rows in zip(texts, of_text):
            sentiment = np.average([outputs[i]["sentiment"] for i in rows], axis=0, weights=[len(windows[i]) for i in rows])
            toxicity = max((outputs[i]["toxicity"] for i in rows), key=lambda row: row[1])
            entities = [e for i in rows for e in self.entities(text, windows[i].encoding, outputs[i]["entities"])]
            results.append({"sentiment": self.best("sentiment", sentiment), "toxicity": self.best("toxicity", toxicity),
                            "entities": entities if len(rows) == 1 else without_duplicates(entities)})
        return results

    def best(self, task: str, probabilities: np.ndarray) -> dict:
        label = int(probabilities.argmax())
        return {"label": self.heads[task]["labels"][label], "score": float(probabilities[label])}

    def entities(self, text: str, encoding: Encoding, probabilities: np.ndarray) -> list[dict]:
        """Converts BIO tags to spans in characters. The first piece of a word decides its tag (`aggregation: first`)."""
        labels = self.heads["entities"]["labels"]
        tags, scores = probabilities.argmax(-1), probabilities.max(-1)
        found, current, previous = [], None, None
        for i, (word, (start, end)) in enumerate(zip(encoding.word_ids, encoding.offsets)):
            if word is None:
                continue
            if word == previous:
                if current:
                    current["end"] = end
                continue
            previous = word
            prefix, _, kind = labels[tags[i]].partition("-")
            if prefix == "I" and current and current["type"] == kind:
                current["end"] = end
                current["scores"].append(scores[i])
            elif prefix != "O":
                current = {"type": kind, "start": start, "end": end, "scores": [scores[i]]}
                found.append(current)
            else:
                current = None
        return [{"text": text[e["start"]:e["end"]], "type": e["type"], "start": e["start"], "end": e["end"],
                 "score": float(np.mean(e["scores"]))} for e in found]


def without_duplicates(entities: list[dict]) -> list[dict]:
    kept: list[dict] = []
    for entity in sorted(entities, key=lambda e: e["start"] - e["end"]):
        if all(entity["end"] <= other["start"] or other["end"] <= entity["start"] for other in kept):
            kept.append(entity)
    return sorted(kept, key=lambda e: e["start"])
