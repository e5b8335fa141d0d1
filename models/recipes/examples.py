"""Labelled texts, and their conversion to token ids."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from model import SENTIMENT, TAGS, TOXICITY

IGNORED = -100


@dataclass
class Example:
    """A text with its labels. Entities are (start, end, type) in characters. None: the text has no label for the task."""

    text: str
    source: str
    sentiment: str | None = None
    toxicity: str | None = None
    entities: list[tuple[int, int, str]] | None = None
    unsure: list[tuple[int, int]] = field(default_factory=list)  # character ranges that the entity loss ignores


@dataclass
class Row:
    """An example as token ids and label indices. A missing label is IGNORED."""

    ids: np.ndarray
    source: str
    sentiment: int = IGNORED
    toxicity: int = IGNORED
    tags: np.ndarray | None = None
    first: np.ndarray | None = None  # whether a token is the first piece of a word with a known tag
    teacher_logits: dict | None = None  # by task, see teacher.py


def write_examples(examples: list[Example], file: Path) -> None:
    file.write_text("".join(json.dumps(asdict(e), ensure_ascii=False) + "\n" for e in examples), "utf-8")


def read_examples(file: Path) -> list[Example]:
    """JSON lines with `text` and any of `sentiment`, `toxicity`, `entities` ([start, end, type] in code points)."""
    examples = []
    for number, line in enumerate(file.read_text("utf-8").split("\n"), 1):
        if line.strip():
            try:
                examples.append(checked(Example(**{"source": file.stem, **json.loads(line)})))
            except (ValueError, TypeError) as error:  # a JSONDecodeError is a ValueError
                raise SystemExit(f"{file}:{number}: invalid example: {error}") from error
    return examples


def checked(example: Example) -> Example:
    for name, value, known in (("sentiment", example.sentiment, SENTIMENT), ("toxicity", example.toxicity, TOXICITY)):
        if value is not None and value not in known:
            raise ValueError(f"{name} is {value!r}, must be one of {', '.join(known)}")
    if example.entities is not None:
        example.entities = [tuple(span) for span in example.entities]
        for start, end, kind in example.entities:
            if f"B-{kind}" not in TAGS:
                raise ValueError(f"entity type is {kind!r}, must be PER, ORG or LOC")
            if not 0 <= start < end <= len(example.text):
                raise ValueError(f"entity [{start}, {end}) is outside the text, which has {len(example.text)} characters")
    return example


def tokenize(examples: list[Example], tokenizer: Tokenizer, longest: int = 128) -> list[Row]:
    tokenizer.enable_truncation(longest)
    rows = []
    for start in range(0, len(examples), 2000):
        part = examples[start:start + 2000]
        for example, encoding in zip(part, tokenizer.encode_batch([e.text for e in part])):
            first = first_pieces(example, encoding)
            rows.append(Row(
                np.array(encoding.ids, dtype=np.int32), example.source,
                SENTIMENT.index(example.sentiment) if example.sentiment else IGNORED,
                TOXICITY.index(example.toxicity) if example.toxicity else IGNORED,
                None if example.entities is None else tags_of(example, encoding, first), first))
    return rows


def first_pieces(example: Example, encoding) -> np.ndarray:
    """Marks the first piece of each word, which has the tag of the word (`aggregation: first`). Unsure words have no tag."""
    unsure = {at for start, end in example.unsure for at in range(start, end)}
    first, previous = np.zeros(len(encoding.ids), dtype=bool), None
    for i, (word, (start, _)) in enumerate(zip(encoding.word_ids, encoding.offsets)):
        first[i] = word is not None and word != previous and start not in unsure
        previous = word if word is not None else previous
    return first


def tags_of(example: Example, encoding, first: np.ndarray) -> np.ndarray:
    kind = {}
    for start, end, label in example.entities:
        for at in range(start, end):
            kind[at] = (start, label)
    tags = np.full(len(encoding.ids), IGNORED, dtype=np.int64)
    previous_word, previous_entity = None, None
    for i, (word, (start, _)) in enumerate(zip(encoding.word_ids, encoding.offsets)):
        if word is None or word == previous_word:
            continue
        previous_word, entity = word, kind.get(start)
        if first[i]:
            tags[i] = 0 if entity is None else TAGS.index(("I-" if entity == previous_entity else "B-") + entity[1])
        previous_entity = entity
    return tags


def spans_of(tags: list[str], words: list[tuple[int, int]]) -> set[tuple[int, int, str]]:
    """Spans from one IOB2 tag per word. An I- tag without a B- tag before it begins an entity."""
    spans, current = [], None
    for tag, (start, end) in zip(tags, words):
        prefix, _, kind = tag.partition("-")
        if prefix == "I" and current and current[2] == kind:
            current[1] = end
        elif prefix in ("B", "I"):
            current = [start, end, kind]
            spans.append(current)
        else:
            current = None
    return {tuple(span) for span in spans}


def bio_spans(tokens: list[str], tags: list[str], separator: str = " "):
    """(text, spans, words): joins words to a text and converts their IOB tags to character spans."""
    text, words = "", []
    for token in tokens:
        text += separator if text else ""
        words.append((len(text), len(text) + len(token)))
        text += token
    return text, sorted(spans_of(tags, words)), words
