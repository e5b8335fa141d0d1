"""Chooses how a sentence's place counts in an extractive summary, on SciTLDR, and shows the choice on GUM.

python summaries.py --data DATA

A sentence scores (1 - share) * centrality + share * exp(-place / decay), as in the engine's Summarizer; centrality is
the cosine of its word counts with the whole text's, words of at most three letters left out. Summaries have up to
three sentences and at most half of a text's, among them always the first that is more central than the least central
quarter; the lead they are compared with has as many words. The grid is run on the dev split of SciTLDR, where authors and
reviewers sum up abstracts; GUM's human summaries have no part in the choice. The engine's own figures (`./lexstream
models eval`) differ a little: it cuts sentences itself and passes over repetitions.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
from rouge_score.rouge_scorer import RougeScorer

COUNT = 3
LEAST_WORDS = 5  # of a sentence: headings are none
SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
DECAYS = (4, 8, 16, 32, 64)


def abstracts(file: Path):
    """(sentences, human summaries) an abstract of SciTLDR."""
    for line in gzip.decompress(file.read_bytes()).decode("utf-8").splitlines():
        paper = json.loads(line)
        if len(paper["source"]) > 1:
            yield paper["source"], paper["target"]


def documents(folder: Path):
    """(sentences, human summaries) a document of GUM."""
    for file in sorted(folder.glob("*.conllu.gz")):
        lines = gzip.decompress(file.read_bytes()).decode("utf-8").split("\n")
        sentences = [line[len("# text = "):] for line in lines if line.startswith("# text = ")]
        humans = [line.split(")", 1)[1].strip() for line in lines
                  if line.startswith("# meta::summary") and "= (human" in line]
        if humans:
            yield sentences, humans


def centrality(sentences: list[str]) -> np.ndarray:
    counts = [Counter(w for w in re.findall(r"\w+", s.lower()) if len(w) > 3) for s in sentences]
    words = sorted(set().union(*counts))
    table = np.array([[count[w] for w in words] for count in counts], float)
    whole = table.sum(0)
    lengths = np.linalg.norm(table, axis=1) * np.linalg.norm(whole)
    return table @ whole / np.maximum(lengths, 1e-9)


def choose(sentences: list[str], central: np.ndarray, share: float, decay: float) -> list[int]:
    scores = (1 - share) * central + share * np.exp(-np.arange(len(central)) / decay)
    candidates = [i for i, s in enumerate(sentences) if len(s.split()) >= LEAST_WORDS] or [0]
    least_quarter = sorted(central[candidates])[(len(candidates) - 1) // 4]
    opening = [i for i in candidates if central[i] > least_quarter][:1]
    best = opening + sorted((i for i in candidates if i not in opening), key=lambda i: -scores[i])
    return sorted(best[: min(COUNT, max(1, len(candidates) // 2))])


class Rouge:
    """ROUGE-1 and ROUGE-L against all of a text's references, remembered: a grid asks for the same summary often."""

    def __init__(self):
        self.scorer, self.known = RougeScorer(["rouge1", "rougeL"], use_stemmer=False), {}

    def __call__(self, humans: list[str], text: str) -> np.ndarray:
        key = (tuple(humans), text)
        if key not in self.known:
            found = [self.scorer.score(human, text) for human in humans]
            self.known[key] = np.array([np.mean([f[k].fmeasure for f in found]) for k in ("rouge1", "rougeL")])
        return self.known[key]


def measure(texts, rouge: Rouge, share: float, decay: float):
    """Means over texts: (ours, lead), each ROUGE-1 and ROUGE-L."""
    ours, lead = np.zeros(2), np.zeros(2)
    for sentences, humans, central in texts:
        summary = " ".join(sentences[i] for i in choose(sentences, central, share, decay))
        ours += rouge(humans, summary)
        lead += rouge(humans, " ".join(" ".join(sentences).split()[: len(summary.split())]))
    return ours / len(texts), lead / len(texts)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    rouge = Rouge()
    sets = {"SciTLDR dev": abstracts(args.data / "scitldr/dev.jsonl.gz"), "GUM": documents(args.data / "gum-summaries/dep")}
    read = {name: [(s, h, centrality(s)) for s, h in texts] for name, texts in sets.items()}
    print("| set | share | decay | ROUGE-1 | ROUGE-L | lead ROUGE-1 | lead ROUGE-L |\n" + "| --- " * 7 + "|")

    def show(name: str, share: float, decay: float) -> float:
        ours, lead = measure(read[name], rouge, share, decay)
        print(f"| {name} | {share} | {decay} | " + " | ".join(f"{x:.4f}" for x in (*ours, *lead)) + " |", flush=True)
        return ours.sum()

    tried = {(share, decay): show("SciTLDR dev", share, decay) for share in SHARES for decay in DECAYS}
    show("GUM", *max(tried, key=tried.get))
