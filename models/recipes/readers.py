"""Readers for the file formats of the data sets."""

import csv
import gzip
import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

from examples import bio_spans, spans_of

TYPES = {"PER", "ORG", "LOC"}
csv.field_size_limit(1 << 30)


def text_of(path: Path, encoding: str = "utf-8") -> str:
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes()).decode(encoding)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return archive.read(archive.namelist()[0]).decode(encoding)
    return path.read_text(encoding)


def lines(path: Path, encoding: str = "utf-8") -> list[str]:
    return [line for line in text_of(path, encoding).split("\n") if line.strip()]


def table(path: Path, encoding: str = "utf-8") -> list[dict]:
    return list(csv.DictReader(io.StringIO(text_of(path, encoding).lstrip("\ufeff"), newline="")))


def json_lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in lines(path)]


def conll(path: Path, separator: str | None = None) -> list[tuple[list[str], list[str]]]:
    """(words, tags) for each sentence. The file has one line `word ... tag` for each word."""
    sentences, words, tags = [], [], []
    for line in text_of(path).split("\n") + [""]:
        parts = line.rstrip("\r").split(separator)
        if not line.strip() or len(parts) < 2 or line.startswith("-DOCSTART-"):
            if words:
                sentences.append((words, tags))
            words, tags = [], []
        else:
            words.append(parts[0])
            tags.append(parts[-1])
    return sentences


def uner(path: Path) -> list[tuple[str, list[tuple[int, int, str]]]]:
    """(text, spans) for each sentence of Universal NER. The text has its original spaces."""
    sentences = []
    for block in text_of(path).split("\n\n"):
        text, words, tags = "", [], []
        for line in block.split("\n"):
            if line.startswith("# text = "):
                text = line[len("# text = "):]
            elif line and not line.startswith("#"):
                columns = line.split("\t")
                words.append(columns[1])
                tags.append(columns[2])
        if words:
            tags = [tag if tag[2:] in TYPES else "O" for tag in tags]
            sentences.append(aligned(text, words, tags))
    return sentences


def aligned(text: str, words: list[str], tags: list[str]):
    places, at = [], 0
    for word in words:
        start = text.find(word, at)
        if start < 0:  # the text does not contain the word: join the words instead
            return bio_spans(words, tags)[:2]
        at = start + len(word)
        places.append((start, at))
    return text, sorted(spans_of(tags, places))


def key(text: str) -> str:
    """A key that ignores spaces, punctuation and capitals. Texts that occur in several data sets have the same key."""
    return re.sub(r"\W+", "", text.lower()) or text.strip()


def fraction(text: str) -> float:
    """A fixed number in [0, 1) for a text, by which sets without an official split are split."""
    return int(hashlib.md5(text.strip().lower().encode()).hexdigest()[:8], 16) / 2**32
