"""Measures extractive summaries from the package's sentence vectors against the lead, on GUM's human summaries.

python summaries.py --data ../../../shared/data --package ../en

A summary is the first sentence or sentences that score highest, in text order; the lead it is compared with has as
many words. Score: cosine with the mean of all sentence vectors, plus `bonus` that halves with every `half` sentences.
"""

import argparse
import gzip
from pathlib import Path

import numpy as np
from rouge_score.rouge_scorer import RougeScorer

from package import Package


def documents(folder: Path):
    """(sentences, human summaries) a document."""
    for file in sorted(folder.glob("*.conllu.gz")):
        lines = gzip.decompress(file.read_bytes()).decode("utf-8").split("\n")
        sentences = [line[len("# text = "):] for line in lines if line.startswith("# text = ")]
        humans = [line.split(")", 1)[1].strip() for line in lines
                  if line.startswith("# meta::summary") and "= (human" in line]
        if humans:
            yield sentences, humans


def vectors(package: Package, sentences: list[str]) -> np.ndarray:
    return np.stack([outputs["sentence_vectors"][0] for outputs, _ in package.run(sentences)])


def choose(unit: np.ndarray, count: int, bonus: float, half: float) -> list[int]:
    centre = unit.mean(0)
    scores = unit @ centre / (np.linalg.norm(centre) + 1e-9) + bonus * 0.5 ** (np.arange(len(unit)) / half)
    return sorted(np.argsort(-scores, kind="stable")[:count])


def rouge(scorer, humans: list[str], text: str) -> np.ndarray:
    found = [scorer.score(human, text) for human in humans]
    return np.array([np.mean([f[kind].fmeasure for f in found]) for kind in ("rouge1", "rougeL")])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--package", type=Path, required=True)
    args = parser.parse_args()
    package, scorer = Package(args.package), RougeScorer(["rouge1", "rougeL"], use_stemmer=True)
    read = [(s, h, vectors(package, s)) for s, h in documents(args.data / "gum-summaries/dep")]
    print(f"{len(read)} documents\n| sentences | bonus | half | ROUGE-1 | ROUGE-L | lead ROUGE-1 | lead ROUGE-L |\n" + "| --- " * 7 + "|")
    for count in (1, 2, 3):
        for bonus, half in ((0.0, 1.0), (0.1, 2.0), (0.2, 2.0), (0.3, 2.0), (0.3, 4.0), (0.6, 4.0)):
            ours, lead = np.zeros(2), np.zeros(2)
            for sentences, humans, unit in read:
                summary = " ".join(sentences[i] for i in choose(unit, count, bonus, half))
                ours += rouge(scorer, humans, summary)
                lead += rouge(scorer, humans, " ".join(" ".join(sentences).split()[: len(summary.split())]))
            figures = " | ".join(f"{x:.4f}" for x in (*(ours / len(read)), *(lead / len(read))))
            print(f"| {count} | {bonus} | {half} | {figures} |")
