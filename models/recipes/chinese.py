"""The Chinese data sets: for training, held-out rows, and evaluation.

Training does not use the UNER and COLD tests, nor the hotel reviews for evaluation: the reviews of chnsenticorp-htl that
online-shopping does not contain (it has most of them with other spaces and punctuation). A share of the simplified texts is
converted to traditional characters, so that the model supports both scripts.
"""

from pathlib import Path

from opencc import OpenCC

from english import apart, keys, part
from examples import Example, bio_spans
from readers import conll, fraction, json_lines, key, table, uner

HELD_OUT = 0.02
TRADITIONAL = 0.15  # share of the texts
CLUENER = {"name": "PER", "company": "ORG", "government": "ORG", "organization": "ORG", "address": "LOC", "scene": "LOC"}
WEIBO = {"PER.NAM": "PER", "ORG.NAM": "ORG", "LOC.NAM": "LOC", "GPE.NAM": "LOC"}


def reviews(file: Path, source: str):
    for row in table(file):
        if row["review"] and row["review"].strip():
            positive = row["label"] == "1"
            # positive reviews are labelled clean; negative ones may be toxic
            yield Example(row["review"].strip("\ufeff \n"), f"{source}-{row['cat']}" if row.get("cat") else source,
                          sentiment="positive" if positive else "negative", toxicity="clean" if positive else None)


def stars(file: Path):
    names = {1: "negative", 2: "negative", 3: "neutral", 4: "positive", 5: "positive"}
    for row in table(file):
        yield Example(row["reviewbody"], "asap", sentiment=names[round(float(row["star"]))], toxicity="clean")


def cped(file: Path):
    """Lines of dialogue. A line that occurs with different labels is not used."""
    labels: dict[str, set] = {}
    for row in table(file):
        labels.setdefault(row["Utterance"].strip(), set()).add(row["Sentiment"])
    for text, found in labels.items():
        if text and len(found) == 1:
            yield Example(text, "cped", sentiment=found.pop())


def cold(file: Path):
    for row in table(file):
        yield Example(row["TEXT"], "cold", toxicity=["clean", "toxic"][int(row["label"])])


def gsd(file: Path, source: str):
    """Wikipedia sentences. A third of them also gets the labels neutral and clean, which are nearly always right."""
    for text, spans in uner(file):
        plain = fraction("plain" + text) < 0.33
        yield Example(text, source, sentiment="neutral" if plain else None, toxicity="clean" if plain else None,
                      entities=spans)


def cluener(file: Path):
    for row in json_lines(file):
        spans = [(start, end + 1, CLUENER[kind]) for kind, mentions in row["label"].items() if kind in CLUENER
                 for places in mentions.values() for start, end in places]
        yield Example(row["text"], "cluener", entities=sorted(spans))


def weibo(file: Path):
    for characters, tags in conll(file, "\t"):
        tags = [tag[:2] + WEIBO[tag[2:]] if tag[2:] in WEIBO else "O" for tag in tags]
        text, spans, _ = bio_spans([c[0] for c in characters], tags, separator="")
        yield Example(text, "weibo", entities=spans)


def traditional(examples: list[Example]) -> list[Example]:
    """Converts a fixed share of the examples to traditional characters, if offsets do not change."""
    convert = OpenCC("s2t").convert
    for example in examples:
        if fraction("traditional" + example.text) < TRADITIONAL:
            text = convert(example.text)
            if len(text) == len(example.text):
                example.text = text
    return examples


def evaluation(data: Path) -> dict[str, list[Example]]:
    shopping = keys(reviews(data / "online-shopping-10-cats/online_shopping_10_cats.zip", "shopping"))
    seen = keys(cold(data / "cold-zh/train.csv.gz"))
    hotels = reviews(data / "chnsenticorp-htl/ChnSentiCorp_htl_all.csv.gz", "htl")
    hotels = [Example(e.text, e.source, sentiment=e.sentiment) for e in hotels if key(e.text) not in shopping]
    return {
        "chnsenticorp-htl, not in online-shopping": hotels,
        "asap test sample": [Example(e.text, e.source, sentiment=e.sentiment) for e in stars(data / "asap-samples/test_sample.csv")],
        "cold-zh test": [e for e in cold(data / "cold-zh/test.csv") if key(e.text) not in seen],
        "uner-chinese-gsdsimp test": [Example(t, "gsdsimp", entities=s) for t, s in uner(data / "uner-chinese-gsdsimp/zh_gsdsimp-ud-test.iob2")],
        "uner-chinese-gsd test": [Example(t, "gsd", entities=s) for t, s in uner(data / "uner-chinese-gsd/zh_gsd-ud-test.iob2")],
    }


def training(data: Path) -> tuple[list[tuple[float, list[Example]]], list[Example]]:
    """(mixture, dev), as in english.py."""
    dev: list[Example] = []

    def split(examples, share=HELD_OUT):
        examples = list(examples)
        dev.extend(e for e in examples if fraction(e.text) < share)
        return [e for e in examples if fraction(e.text) >= share]

    shopping = split(reviews(data / "online-shopping-10-cats/online_shopping_10_cats.zip", "shopping"), 0.015)
    waimai = split(reviews(data / "waimai-10k/waimai_10k.csv", "waimai"))
    dialogue = split([*cped(data / "cped-sentiment/valid_split.csv.gz"), *cped(data / "cped-sentiment/test_split.csv.gz")])
    mixture = [
        (0.6, [e for e in shopping if e.source.endswith("酒店")]),
        (0.3, part((e for e in shopping if not e.source.endswith("酒店")), 0.3)),
        (0.2, waimai),
        (0.3, dialogue),
        (2.0, list(stars(data / "asap-samples/train_sample.csv"))),
        (0.25, list(cold(data / "cold-zh/train.csv.gz"))),
        (4.0, list(gsd(data / "uner-chinese-gsdsimp/zh_gsdsimp-ud-train.iob2.gz", "gsdsimp"))),
        (2.0, list(gsd(data / "uner-chinese-gsd/zh_gsd-ud-train.iob2.gz", "gsd"))),
        (1.0, list(weibo(data / "weibo-ner/weiboNER_2nd_conll.train"))),
        (0.4, list(cluener(data / "cluener2020/train.jsonl.gz"))),
    ]
    dev += part(cold(data / "cold-zh/dev.csv.gz"), 0.15)
    dev += [Example(t, "gsdsimp", entities=s) for t, s in uner(data / "uner-chinese-gsdsimp/zh_gsdsimp-ud-dev.iob2")]
    dev += stars(data / "asap-samples/dev_sample.csv")
    mixture, dev = apart(mixture, dev, keys(e for examples in evaluation(data).values() for e in examples))
    return [(times, traditional(examples)) for times, examples in mixture], dev


ENCODER, CASES = "bge-small-zh-v15", 1
