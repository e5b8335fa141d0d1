#!/usr/bin/env python3
"""Writes the sample files beside this script from the openly licensed data sets they are taken from.

    python3 make_samples.py --data DIR

DIR holds one folder a data set: vader-groundtruth, gum-summaries, banking77, asap-samples. README.md says where each
comes from, under which licence, and what was changed. The same input always gives the same files.
"""

import argparse
import csv
import gzip
import json
from pathlib import Path

HERE = Path(__file__).resolve().parent


def product_reviews(data):
    """Whole reviews: the data set holds their sentences one a line, numbered REVIEW_SENTENCE."""
    reviews = {}
    with open(data / "vader-groundtruth/amazonReviewSnippets_GroundTruth.txt", encoding="cp1252") as lines:
        for line in lines:
            number, _, sentence = line.rstrip("\n").split("\t", 2)
            reviews.setdefault(int(number.split("_")[0]), []).append(sentence.strip())
    for number, sentences in reviews.items():
        if len(sentences) <= 24:
            yield {"id": f"review-{number}", "source": "reviews", "text": " ".join(sentences)}


def news(data):
    """Whole articles without headlines, date lines, pictures and captions; one line a paragraph."""
    for path in sorted((data / "gum-summaries/dep").glob("GUM_news_*.conllu.gz")):
        about, paragraphs, prose = {}, [], False
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                key, _, value = line.rstrip("\n").lstrip("# ").partition(" = ")
                if line.startswith("# meta::"):
                    about[key] = value
                elif line.startswith("# newpar_block"):
                    prose = value.startswith(("p (", "quote ("))
                    paragraphs.append([])
                elif line.startswith("# text") and prose:
                    paragraphs[-1].append(value)
        text = "\n".join(" ".join(sentences) for sentences in paragraphs if ends_like_prose(sentences))
        yield {
            "id": path.name.removesuffix(".conllu.gz").removeprefix("GUM_").replace("_", "-"),
            "source": "news",
            "text": text,
            "eventTime": about["meta::dateCreated"] + "T00:00:00Z",
            "attributes": {"title": about["meta::title"], "url": about["meta::sourceURL"]},
        }


def ends_like_prose(sentences):
    return bool(sentences) and sentences[-1].endswith((".", "!", "?", '"', "”"))


def support_messages(data, every=40):
    with open(data / "banking77/train.csv", encoding="utf-8", newline="") as rows:
        for number, row in enumerate(csv.DictReader(rows)):
            if number % every == 0:
                text = row["text"].strip()
                yield {"id": f"support-{number}", "source": "support", "text": text, "attributes": {"topic": row["category"]}}


def restaurant_reviews(data):
    for split in ("train", "dev", "test"):
        with open(data / f"asap-samples/{split}_sample.csv", encoding="utf-8-sig", newline="") as rows:
            for row in csv.DictReader(rows):
                yield {
                    "id": f"review-zh-{row['index']}",
                    "source": "reviews-zh",
                    "text": row["reviewbody"].strip(),
                    "attributes": {"stars": row["star"].removesuffix(".0")},
                }


def write(name, documents):
    documents = list(documents)
    with open(HERE / name, "w", encoding="utf-8", newline="\n") as out:
        for document in documents:
            out.write(json.dumps(document, ensure_ascii=False) + "\n")
    print(f"{name}: {len(documents)} documents")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    data = arguments.parse_args().data
    write("reviews.jsonl", product_reviews(data))
    write("news.jsonl", news(data))
    write("support.jsonl", support_messages(data))
    write("reviews-zh.jsonl", restaurant_reviews(data))


if __name__ == "__main__":
    main()
