"""Chooses the weights of position and headline in an extractive summary on SciTLDR, and evaluates the choice on GUM.

python summaries.py --data DATA

The score of a sentence is (1 - share) * centrality + share * exp(-position / decay), as in the engine's Summarizer.
Centrality is the cosine between the word counts of the sentence and those of the text. Words of a headline count `headline`
additional times (Edmundson, 1969); words of at most three letters are ignored. A summary has at most three sentences, at most
400 characters and at most half of the text: it ends before the first sentence that does not fit. It always contains the first
fitting sentence that is more central than the least central quarter. The
lead that it is compared with has as many words. The grid search uses the dev split of SciTLDR, where authors and reviewers
summarize abstracts, with and without titles. GUM is not used in the grid search, but its scores were known before LEVEL was
added, so it is not an independent test. The engine's own figures (`./lexstream models eval`) differ slightly, because it has
its own sentence splitter and omits repetitions.
"""

import argparse
import gzip
import itertools
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rouge_score.rouge_scorer import RougeScorer

COUNT = 3
LONGEST = 400  # characters
LEAST_WORDS = 5  # of a sentence; excludes headings
SHARES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
DECAYS = (4, 8, 16, 32, 64)
HEADLINES = (0, 4, 8, 16, 32, 64)
LEVEL = 0.002  # smaller differences between sums of four means over 619 abstracts are ignored
HEADLINE_END = re.compile(r"""[\w%]["'”’»)\]]*$""")  # ends with a word, as in the engine's Headline


@dataclass
class Text:
    sentences: list[str]
    humans: list[str]  # summaries by humans
    headline: int  # number of sentences in the headline; 0 without headline

    def __post_init__(self):
        counts = [Counter(w for w in re.findall(r"\w+", s.lower()) if len(w) > 3) for s in self.sentences]
        words = sorted(set().union(*counts))
        self.table = np.array([[count[w] for w in words] for count in counts], float)  # [sentences, words]

    def centrality(self, headline: float) -> np.ndarray:
        whole = self.table.sum(0) + headline * self.table[: self.headline].sum(0)
        lengths = np.linalg.norm(self.table, axis=1) * np.linalg.norm(whole)
        return self.table @ whole / np.maximum(lengths, 1e-9)


def abstracts(file: Path, titles: bool) -> list[Text]:
    """The texts of SciTLDR."""
    papers = [json.loads(line) for line in gzip.decompress(file.read_bytes()).decode("utf-8").splitlines()]
    return [Text([p["title"]] * titles + p["source"], p["target"], int(titles and bool(HEADLINE_END.search(p["title"]))))
            for p in papers if len(p["source"]) > 1]


def documents(folder: Path) -> list[Text]:
    """The texts of GUM."""
    texts = []
    for file in sorted(folder.glob("*.conllu.gz")):
        lines = gzip.decompress(file.read_bytes()).decode("utf-8").split("\n")
        sentences, paragraphs = [], []
        for line in lines:
            if line.startswith("# newpar") and "newpar_block" not in line:
                paragraphs.append(len(sentences))
            elif line.startswith("# text = "):
                sentences.append(line[len("# text = "):])
        humans = [line.split(")", 1)[1].strip() for line in lines
                  if line.startswith("# meta::summary") and "= (human" in line]
        line = next((p for p in paragraphs if p), 0)
        is_headline = 1 <= line <= 2 and HEADLINE_END.search(sentences[line - 1]) and not sentences[line][0].islower()
        if humans:
            texts.append(Text(sentences, humans, line if is_headline else 0))
    return texts


def choose(sentences: list[str], central: np.ndarray, share: float, decay: float) -> list[int]:
    scores = (1 - share) * central + share * np.exp(-np.arange(len(central)) / decay)
    candidates = [i for i, s in enumerate(sentences) if len(s.split()) >= LEAST_WORDS] or [0]
    least_quarter = sorted(central[candidates])[(len(candidates) - 1) // 4]
    opening = [i for i in candidates if central[i] > least_quarter][:1]
    ranked = opening + sorted((i for i in candidates if i not in opening), key=lambda i: -scores[i])
    longest = min(LONGEST, len(" ".join(sentences)) // 2)
    chosen, rest = [], longest + 1
    for i in (i for i in ranked if len(sentences[i]) <= longest):
        if len(chosen) == min(COUNT, max(1, len(candidates) // 2)) or len(sentences[i]) + 1 > rest:
            break
        chosen.append(i)
        rest -= len(sentences[i]) + 1
    return sorted(chosen)


class Rouge:
    """Mean ROUGE-1 and ROUGE-L over the references of a text. Results are cached, because a grid repeats summaries."""

    def __init__(self):
        self.scorer, self.known = RougeScorer(["rouge1", "rougeL"], use_stemmer=False), {}

    def __call__(self, humans: list[str], text: str) -> np.ndarray:
        key = (tuple(humans), text)
        if key not in self.known:
            found = [self.scorer.score(human, text) for human in humans]
            self.known[key] = np.array([np.mean([f[k].fmeasure for f in found]) for k in ("rouge1", "rougeL")])
        return self.known[key]


def measure(texts: list[Text], rouge: Rouge, share: float, decay: float, headline: float):
    """Means over texts: (ours, lead), each with ROUGE-1 and ROUGE-L."""
    ours, lead = np.zeros(2), np.zeros(2)
    for text in texts:
        chosen = choose(text.sentences, text.centrality(headline), share, decay)
        summary = " ".join(text.sentences[i] for i in chosen)
        ours += rouge(text.humans, summary)
        lead += rouge(text.humans, " ".join(" ".join(text.sentences).split()[: len(summary.split())]))
    return ours / len(texts), lead / len(texts)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    rouge, papers = Rouge(), args.data / "scitldr/dev.jsonl.gz"
    bare, titled = abstracts(papers, False), abstracts(papers, True)
    print("| set | share | decay | headline | ROUGE-1 | ROUGE-L | lead ROUGE-1 | lead ROUGE-L |\n" + "| --- " * 8 + "|")

    def show(name: str, texts: list[Text], *weights: float) -> float:
        ours, lead = measure(texts, rouge, *weights)
        print(f"| {name} | " + " | ".join(map(str, weights)) + " | " + " | ".join(f"{x:.4f}" for x in (*ours, *lead)) + " |", flush=True)
        return ours.sum()

    tried = {}
    for share, decay in itertools.product(SHARES, DECAYS):
        without = show("SciTLDR dev", bare, share, decay, 0)
        for headline in HEADLINES:
            tried[share, decay, headline] = without + show("the same under titles", titled, share, decay, headline)
    best = max(tried.values())
    # a headline may be misleading: prefer the smallest weight
    level = [weights for weights, sum_of_rouge in tried.items() if sum_of_rouge > best - LEVEL]
    show("GUM", documents(args.data / "gum-summaries/dep"), *min(level, key=lambda weights: (weights[-1], -tried[weights])))
