"""Transformers pipelines, unchanged and with Lexstream's definition of a word. They produce the golden files."""

import unicodedata

import numpy as np
import regex
from transformers import TokenClassificationPipeline

STRATEGIES = ("first", "average", "max")

# Scripts that are written without spaces, and their punctuation.
NO_SPACES = regex.compile(
    r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}"
    r"\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
)


def blank(character):
    return unicodedata.category(character) in ("Zs", "Zl", "Zp", "Cc")


def in_word(character):
    return unicodedata.category(character)[0] in "LMN"


def extends(character):
    """Whether the character extends the one before it: combining marks, format characters, emoji modifiers."""
    category = unicodedata.category(character)
    return category[0] == "M" or category == "Cf" or "\U0001f3fb" <= character <= "\U0001f3ff"


def ends_abbreviation(text, stop):
    """Whether the character is the last full stop of an abbreviation such as "U.S." or "J."."""
    single_letter = stop < 2 or text[stop - 2] == "." or blank(text[stop - 2])
    return text[stop] == "." and unicodedata.category(text[stop - 1])[0] == "L" and single_letter


def word_boundaries(text):
    """Positions where a word may begin: after white space, around characters of scripts without spaces, and around
    punctuation and symbols at the edges of a part between white space. Inside a part, as in O'Brien, they join."""
    boundaries, start = set(), 0
    alone = [blank(c) or bool(NO_SPACES.match(c)) for c in text]
    while start < len(text):
        end = start + 1
        while not alone[start] and end < len(text) and not alone[end]:
            end += 1
        first, last = start, end
        while first < end and not in_word(text[first]):
            first += 1
        while last > first and not in_word(text[last - 1]):
            last -= 1
        boundaries.update(range(start, first + 1), range(last, end + 1))
        start = end
    boundaries -= {p for p in range(1, len(text)) if ends_abbreviation(text, p)}
    return {
        p for p in boundaries
        if p in (0, len(text)) or blank(text[p - 1]) or not (extends(text[p]) or text[p - 1] == "\u200d")
    }  # fmt: skip


class Transformers(TokenClassificationPipeline):
    """The pipeline with support for BIOES tags. `margin` is the smallest difference between the two best labels, because a
    golden file must not depend on a tie."""

    margin = np.inf

    def aggregate_word(self, entities, aggregation_strategy):
        for scores in [*(e["scores"] for e in entities), np.mean([e["scores"] for e in entities], axis=0)]:
            low, high = np.partition(scores, -2)[-2:]
            self.margin = min(self.margin, high - low)
        highest = sorted({float(e["scores"].max()): e["scores"].argmax() for e in entities}.items())[-2:]
        if len({label for _, label in highest}) > 1:
            self.margin = min(self.margin, highest[1][0] - highest[0][0])
        return super().aggregate_word(entities, aggregation_strategy)

    def group_entities(self, entities):
        """Converts BIOES tags to BIO tags, because the pipeline treats the E of E-PER as part of the type."""
        if any(label.startswith("S-") for label in self.model.config.id2label.values()):
            closed = None  # type of an entity that ended with the previous word
            for entity in entities:
                position, _, kind = entity["entity"].rpartition("-")
                if position:
                    entity["entity"] = ("B-" if position in "BS" or kind == closed else "I-") + kind
                closed = kind if position in ("E", "S") else None
        return super().group_entities(entities)


class Words(Transformers):
    """The pipeline with Lexstream's definition of a word.

    If the tokenizer marks continuations (`##`), the mark decides. Otherwise the text decides. The pipeline instead treats
    everything between two spaces as one word, except a token that is a space.
    """

    def gather_pre_entities(self, sentence, input_ids, *args, **kwargs):
        tokens = super().gather_pre_entities(sentence, input_ids, *args, **kwargs)
        prefix = getattr(self.tokenizer.backend_tokenizer.model, "continuing_subword_prefix", None)
        word_ids, boundaries = self.tokenizer(sentence).word_ids(), word_boundaries(sentence)
        before = None
        for token in tokens:
            token["blank"] = all(map(blank, sentence[token["start"] : token["end"]]))
            while token["start"] < len(sentence) and blank(sentence[token["start"]]):
                token["start"] += 1
            token["end"] = max(token["end"], token["start"])
            token["word_id"] = word_ids[token["index"]]
            if prefix:
                piece = self.tokenizer.convert_ids_to_tokens(int(input_ids[token["index"]]))
                token["is_subword"] = piece.startswith(prefix)
            elif before is None:
                token["is_subword"] = False
            elif token["word_id"] == before["word_id"] and token["start"] == before["start"]:
                token["is_subword"] = True  # a space and the following text, or two bytes of one character
            else:
                token["is_subword"] = not (token["blank"] or before["blank"] or token["start"] in boundaries)
            before = token
        return tokens

    def aggregate_words(self, entities, aggregation_strategy):
        words = super().aggregate_words(entities, aggregation_strategy)
        return [word for word in words if word["start"] < word["end"]]  # white space is not a word
