"""The English data sets: for training, held-out rows, and evaluation.

Training does not use evaluation sets: SST dev and test, the tweeteval tests, the UNER and WNUT tests, Broad
Twitter `h`, wikigold, GUM, the NYT part of VADER, and the `gn` half of wiki-context-toxicity (the `gc` half has
clean negatives; the halves contain different comments). Two texts are equal if their letters and digits are equal.
"""

import re
from functools import cache
from pathlib import Path

from examples import Example, bio_spans
from readers import conll, fraction, json_lines, key, lines, table, text_of, uner

HELD_OUT = 0.06  # share of a set without a dev split

POSITIVE = {"amusement", "excitement", "joy", "love", "desire", "optimism", "caring", "pride", "admiration",
            "gratitude", "relief", "approval"}
NEGATIVE = {"fear", "nervousness", "remorse", "embarrassment", "disappointment", "sadness", "grief", "disgust",
            "anger", "annoyance", "disapproval"}
NEUTRAL = {"neutral", "curiosity", "confusion"}
TITLES = {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr.", "president", "vice", "prime", "minister", "secretary",
          "general", "senator", "king", "queen", "pope", "foreign", "defense", "chancellor", "lieutenant", "colonel",
          "chief", "spokesman", "spokeswoman", "former", "interior", "governor", "representative", "ambassador"}


def goemotions(file: Path):
    names = lines(file.parent / "labels.txt")
    for line in lines(file):
        text, labels, _ = line.split("\t")
        emotions = {names[int(label)] for label in labels.split(",")}
        sides = [s for s, group in (("positive", POSITIVE), ("negative", NEGATIVE)) if emotions & group]
        if len(sides) == 1 and "neutral" not in emotions:
            label = sides[0]
        elif not sides and emotions <= NEUTRAL:
            label = "neutral"
        else:
            continue
        clean = "clean" if emotions <= {"gratitude", "curiosity", "caring", "relief"} else None
        yield Example(text.replace("[NAME]", "Alex"), "goemotions", sentiment=label, toxicity=clean)


def newsmtsc(file: Path):
    names = {2.0: "negative", 4.0: "neutral", 6.0: "positive"}
    for row in json_lines(file):
        polarities = {target["polarity"] for target in row["targets"]}
        if len(polarities) == 1:
            yield Example(row["sentence_normalized"], "newsmtsc", sentiment=names[polarities.pop()], toxicity="clean")


def sst(file: Path):
    names = ["negative", "negative", "neutral", "positive", "positive"]
    for line in lines(file):
        label, text = line.split("\t")
        yield Example(text, "sst", sentiment=names[int(label[-1]) - 1])


def vader(file: Path, source: str):
    """Mean human rating in [-4, 4]. A range around zero is neutral; texts at its borders are not used."""
    for line in lines(file, "cp1252" if "nyt" not in file.name else "latin-1"):
        _, rating, text = line.split("\t", 2)
        value = float(rating)
        if abs(value) <= 0.4 or abs(value) >= 0.7:
            label = "neutral" if abs(value) <= 0.4 else "positive" if value > 0 else "negative"
            yield Example(text, source, sentiment=label)


def tweeteval(folder: Path, split: str, task: str):
    names = {"sentiment": ["negative", "neutral", "positive"], "toxicity": ["clean", "toxic"]}[task]
    texts = next(folder.glob(f"{split}_text.txt*"))
    for text, label in zip(text_of(texts).strip("\n").split("\n"), lines(folder / f"{split}_labels.txt"), strict=True):
        yield Example(text, folder.name, **{task: names[int(label)]})


def davidson(file: Path):
    for row in table(file):
        text = re.sub(r"https?://\S+", "http", re.sub(r"@\w+", "@user", row["tweet"]))
        yield Example(text, "davidson", toxicity="clean" if row["class"] == "2" else "toxic")


def wiki_context(file: Path):
    for row in table(file):
        yield Example(row["text"], "wiki-context", toxicity=["clean", "toxic"][int(row["label"])])


def banking(file: Path):
    for row in table(file):
        yield Example(row["text"], "banking77", sentiment="neutral", toxicity="clean", entities=[])


def ewt(file: Path):
    for text, spans in uner(file):
        yield Example(text, "uner-ewt", entities=spans)


def tweets(file: Path, source: str, types: dict):
    """Twitter NER. An @handle is not an entity here, although Broad Twitter tags many as persons."""
    for words, tags in conll(file, "\t"):
        tags = ["O" if word.startswith("@") else tag[:2] + types[tag[2:]] if tag[2:] in types else "O"
                for word, tag in zip(words, tags)]
        text, spans, _ = bio_spans(words, tags)
        yield Example(text, source, entities=spans)


def wnut(file: Path):
    return tweets(file, "wnut17", {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG"})


def broad_twitter(file: Path):
    return tweets(file, "broad-twitter", {"PER": "PER", "ORG": "ORG", "LOC": "LOC"})


def gmb(file: Path):
    """News with machine tags, corrected: titles are not part of persons; demonyms (gpe adjectives) are not places."""
    types = {"geo": "LOC", "gpe": "LOC", "per": "PER", "org": "ORG"}
    sentence: list[tuple[str, str, str]] = []
    rows = table(file, "cp1252") + [{"Sentence #": "end", "Word": "", "POS": "", "Tag": "O"}]
    for row in rows:
        if row["Sentence #"] and sentence:
            yield gmb_example(sentence, types)
            sentence = []
        sentence.append((row["Word"] or "-", row["POS"], row["Tag"]))


def gmb_example(sentence, types) -> Example:
    words, tags, unsure = [], [], []
    for word, pos, tag in sentence:
        kind = types.get(tag[2:])
        is_title = kind == "PER" and word.lower() in TITLES
        is_demonym = tag[2:] == "gpe" and pos != "NNP"
        words.append(word)
        tags.append(tag[:2] + kind if kind and not is_title and not is_demonym else "O")
        unsure.append(tag[2:] == "gpe" and pos == "NNP")
    text, spans, places = bio_spans(words, tags)
    return Example(text, "gmb", entities=spans, unsure=[p for p, u in zip(places, unsure) if u])


def wikigold(file: Path):
    for words, tags in conll(file, " "):
        text, spans, _ = bio_spans(words, [tag if tag[2:] in ("PER", "ORG", "LOC") else "O" for tag in tags])
        yield Example(text, "wikigold", entities=spans)


def part(examples, keep: float):
    """The texts whose fraction is below `keep`. A split by the same rule has removed a part of these texts."""
    return [e for e in examples if fraction(e.text) < keep]


def keys(examples) -> set[str]:
    return {key(e.text) for e in examples}


def apart(mixture, dev: list[Example], held_out: set[str]):
    """(mixture, dev) without the texts in `held_out`; the mixture also without those in dev."""
    forbidden = held_out | keys(dev)
    return ([(times, [e for e in examples if key(e.text) not in forbidden]) for times, examples in mixture],
            [e for e in dev if key(e.text) not in held_out])


def evaluation(data: Path) -> dict[str, list[Example]]:
    """By name: the sets for reported scores."""
    neutral_free = []
    for line in lines(data / "sst2-eval/dev.tsv"):
        label, text = line.split("\t")
        neutral_free.append(Example(text, "sst2", sentiment=["negative", "positive"][int(label)]))
    trained = keys(wiki_context(data / "wiki-context-toxicity/gc.csv.gz"))
    offensive = data / "tweeteval-offensive"
    seen = keys(tweeteval(offensive, "train", "toxicity"))
    return {
        "sst2-eval dev": neutral_free,
        "sst5 test": list(sst(data / "sst5/sst_test.txt")),
        "tweeteval-sentiment test": list(tweeteval(data / "tweeteval-sentiment", "test", "sentiment")),
        "vader nyt": list(vader(data / "vader-groundtruth/nytEditorialSnippets_GroundTruth.txt", "vader-nyt")),
        "tweeteval-offensive test": [e for e in tweeteval(offensive, "test", "toxicity") if key(e.text) not in seen],
        "wiki-context-toxicity gn": [e for e in wiki_context(data / "wiki-context-toxicity/gn.csv.gz")
                                     if key(e.text) not in trained],
        "uner-english-ewt test": list(ewt(data / "uner-english-ewt/en_ewt-ud-test.iob2")),
        "wikigold": list(wikigold(data / "wikigold/wikigold.conll.txt")),
        "wnut17 test": list(wnut(data / "wnut17/emerging.test.annotated")),
        "broad-twitter h": list(broad_twitter(data / "broad-twitter-corpus/h.conll")),
    }


def training(data: Path) -> tuple[list[tuple[float, list[Example]]], list[Example]]:
    """(mixture, dev). The mixture is pairs (passes per epoch, set); dev is for model selection and temperatures."""
    dev: list[Example] = []

    def split(examples, share=HELD_OUT):
        examples = list(examples)
        dev.extend(e for e in examples if fraction(e.text) < share)
        return [e for e in examples if fraction(e.text) >= share]

    twitter = data / "broad-twitter-corpus"
    davidson_rows = split(davidson(data / "davidson-hate-offensive/labeled_data.csv.gz"), 0.02)
    gc = split(wiki_context(data / "wiki-context-toxicity/gc.csv.gz"), 0.1)
    opinions = split(tweeteval(data / "tweeteval-sentiment", "val", "sentiment"), 0.2)
    offensive = list(tweeteval(data / "tweeteval-offensive", "train", "toxicity"))
    mixture = [
        (0.5, list(goemotions(data / "goemotions/train.tsv.gz"))),
        (0.5, list(newsmtsc(data / "newsmtsc/train.jsonl.gz"))),
        (2.0, split(sst(data / "sst5/sst_train.txt"))),
        (2.0, opinions),
        (4.0, [e for e in opinions if e.sentiment == "negative"]),  # only a sixth of the set: balances the three labels
        (1.0, split(vader(data / "vader-groundtruth/tweets_GroundTruth.txt", "vader-tweets"))),
        (1.0, split(vader(data / "vader-groundtruth/amazonReviewSnippets_GroundTruth.txt", "vader-amazon"))),
        (1.5, offensive),
        (0.7, [e for e in offensive if e.toxicity == "toxic"]),
        (0.7, [e for e in davidson_rows if e.toxicity == "clean"]),
        (1.0, part((e for e in davidson_rows if e.toxicity == "toxic"), 0.15)),
        (1.0, [e for e in gc if e.toxicity == "toxic"] + part((e for e in gc if e.toxicity == "clean"), 0.25)),
        (1.0, part(banking(data / "banking77/train.csv"), 0.15)),
        (4.0, list(ewt(data / "uner-english-ewt/en_ewt-ud-train.0c7ce0d.iob2.gz"))),
        (1.0, list(wnut(data / "wnut17/wnut17train.conll"))),
        (0.4, [e for name in "abefg" for e in broad_twitter(twitter / f"{name}.conll")]),
        (0.2, split(gmb(data / "gmb-ner/ner_dataset.csv.zip"), 0.01)),
    ]
    dev += part(goemotions(data / "goemotions/dev.tsv"), 0.15)
    dev += part(newsmtsc(data / "newsmtsc/devtest_rw.jsonl"), 0.4)
    dev += list(tweeteval(data / "tweeteval-offensive", "val", "toxicity"))
    dev += part(ewt(data / "uner-english-ewt/en_ewt-ud-dev.iob2"), 0.6)
    return apart(mixture, dev, evaluated(data))


@cache
def evaluated(data: Path) -> set[str]:
    """Keys of all texts in evaluation sets, including those used elsewhere."""
    held_out = keys(e for examples in evaluation(data).values() for e in examples)
    held_out |= keys(e for name in ("dev", "test") for e in sst(data / f"sst5/sst_{name}.txt"))
    return held_out | {key(line.split("\t")[1]) for line in lines(data / "sst2-eval/test.tsv")}


def unlabelled(mixture, dev: list[Example], data: Path) -> list[tuple[float, list[Example]]]:
    """Texts without labels for the teacher: clauses from the film reviews' training split, and tweets that training does not use."""
    known = evaluated(data) | keys(dev) | {key(e.text) for _, examples in mixture for e in examples}
    reviews = [e.text for _, examples in mixture for e in examples if e.source == "sst"]
    clauses = {clause.strip() for text in reviews for clause in re.split(r"(?: , | -- | ; | but | and )", text)}
    clauses = sorted(c for c in clauses if 3 <= len(c.split()) <= 20 and key(c) not in known)
    tweets = [Example(e.text, "davidson") for e in davidson(data / "davidson-hate-offensive/labeled_data.csv.gz")
              if key(e.text) not in known]
    return [(1.0, [Example(clause, "sst-clauses") for clause in clauses]), (0.5, part(tweets, 0.6))]


ENCODER, CASES = "all-minilm-l6-v2", 3
