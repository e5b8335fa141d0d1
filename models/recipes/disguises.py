"""Measures how much toxicity is found in texts with disguised words.

python disguises.py write --data DATA --split test > disguised.jsonl
./lexstream enrich disguised.jsonl -o enriched.jsonl
python disguises.py score enriched.jsonl

Writes copies of tweeteval-offensive and of 1,200 rows of cold-zh, each with one disguise in every word, and scores the enriched
copies: the share of offensive texts that are labelled toxic, and of other texts. Handles and links stay as they are. The
disguises are those of the decision note on disguised words.
"""

import argparse
import csv
import json
import random
import re
import sys
from collections import defaultdict
from pathlib import Path

from opencc import OpenCC

LEET = str.maketrans("aeiostAEIOST", "431057431057")
LOOK_ALIKES = str.maketrans("aceiopxysj", "асеіорхуѕј")  # Cyrillic
HAN_BOUNDARY = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
CHINESE_ROWS = {"test": slice(0, 1200), "validation": slice(1200, 1800)}
ENGLISH_FILES = {"test": "test", "validation": "val"}


def spaced(text: str, between: str) -> str:
    return between.join(w if re.match(r"@|https?:", w) else " ".join(w) for w in text.split())


def each_word(text: str, change) -> str:
    def word(written: str) -> str:
        kept = re.match(r"@|#|https?:|&", written)
        return written if kept else re.sub(r"[A-Za-z']+", lambda m: change(m.group()), written)

    return " ".join(word(w) for w in text.split())


def english(text: str, random_: random.Random):
    def stretch(word: str) -> str:
        at = random_.randrange(len(word))
        return word[:at] + word[at] * random_.randint(3, 5) + word[at + 1:] if len(word) >= 3 else word

    def double(word: str) -> str:
        if len(word) < 3:
            return word
        at = random_.randrange(1, len(word))
        return word[:at] + word[at] + word[at:]

    def swap(word: str) -> str:
        if len(word) < 4:
            return word
        at = random_.randrange(1, len(word) - 2)
        return word[:at] + word[at + 1] + word[at] + word[at + 2:]

    def delete(word: str) -> str:
        if len(word) < 4:
            return word
        at = random_.randrange(1, len(word) - 1)
        return word[:at] + word[at + 1:]

    yield "original", text
    yield "letters spaced, words by two spaces", spaced(text, "  ")
    yield "letters spaced, words by one space", spaced(text, " ")
    yield "dots between letters", each_word(text, lambda w: ".".join(w) if len(w) > 2 else w)
    yield "leetspeak", each_word(text, lambda w: w.translate(LEET))
    yield "look-alikes", each_word(text, lambda w: w.translate(LOOK_ALIKES))
    yield "zero-width characters", each_word(text, lambda w: "\u200b".join(w))
    yield "combining marks", each_word(text, lambda w: "".join(c + "\u0336" for c in w))
    yield "full width", each_word(text, lambda w: "".join(chr(ord(c) + 0xFEE0) for c in w if c != "'"))
    yield "stretched letters", each_word(text, stretch)
    yield "doubled letters", each_word(text, double)
    yield "swapped letters", each_word(text, swap)
    yield "deleted letters", each_word(text, delete)


def chinese(text: str, traditional: OpenCC):
    yield "original", text
    yield "spaces", HAN_BOUNDARY.sub(" ", text)
    yield "stars", HAN_BOUNDARY.sub("*", text)
    yield "zero-width characters", HAN_BOUNDARY.sub("\u200b", text)
    yield "traditional characters", traditional.convert(text)


def write(data: Path, split: str) -> None:
    def line(language: str, kind: str, label: str, text: str) -> None:
        attributes = {"kind": kind, "label": label}
        print(json.dumps({"source": language, "language": language, "text": text, "attributes": attributes},
                         ensure_ascii=False))

    folder = data / "tweeteval-offensive"
    texts = (folder / f"{ENGLISH_FILES[split]}_text.txt").read_text("utf-8").rstrip("\n").split("\n")
    labels = (folder / f"{ENGLISH_FILES[split]}_labels.txt").read_text("utf-8").split()
    for text, label in zip(texts, labels, strict=True):
        for kind, copy in english(text, random.Random(text)):
            line("en", kind, label, copy)
    with open(data / "cold-zh/test.csv", encoding="utf-8-sig", newline="") as file:
        rows = [(row["TEXT"], row["label"]) for row in csv.DictReader(file)]
    random.Random(3).shuffle(rows)
    traditional = OpenCC("s2t")
    for text, label in rows[CHINESE_ROWS[split]]:
        for kind, copy in chinese(text, traditional):
            line("zh", kind, label, copy)


def score(enriched: Path) -> None:
    counts = defaultdict(lambda: [0, 0, 0, 0])  # found, offensive, false positives, others
    for row in map(json.loads, enriched.open(encoding="utf-8")):
        toxicity = row.get("toxicity") or row.get("results", {}).get("toxicity")
        toxic = bool(toxicity) and toxicity["label"] == "toxic"
        offensive = row["attributes"]["label"] == "1"
        count = counts[row["source"], row["attributes"]["kind"]]
        count[0 if offensive else 2] += toxic
        count[1 if offensive else 3] += 1
    print("| language | disguise | recall | of the original | false positives | of the original |")
    print("| --- | --- | --- | --- | --- | --- |")
    for (language, kind), (found, offensive, false, others) in counts.items():
        original = counts[language, "original"]
        print(f"| {language} | {kind} | {found / offensive:.3f} | {found / original[0]:.2f} "
              f"| {false / others:.3f} | {false / original[2]:.2f} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    writer = commands.add_parser("write")
    writer.add_argument("--data", type=Path, required=True)
    writer.add_argument("--split", choices=ENGLISH_FILES, default="test")
    commands.add_parser("score").add_argument("enriched", type=Path)
    arguments = parser.parse_args()
    if arguments.command == "write":
        sys.stdout.reconfigure(encoding="utf-8")
        write(arguments.data, arguments.split)
    else:
        score(arguments.enriched)
