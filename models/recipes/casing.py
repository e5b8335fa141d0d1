"""Gives a lower-casing WordPiece tokenizer a memory of letter case, at no cost in tokens.

Names are told apart by their capitals, which an uncased encoder never sees. Here every vocabulary entry also
stands as `Capitalised` and `UPPER`, with the ids `token + vocabulary` and `token + 2 * vocabulary`. The graph
takes an id apart again: the old word embedding plus an embedding of the case. Pieces stay those of the
lower-cased text for all ordinary casing; only inner capitals ("iPhone") cut differently.
"""

import json

LOWER, CAPITALISED, UPPER = range(3)
CASES = 3


def with_case(tokenizer: dict) -> dict:
    """A copy of a `tokenizer.json` whose ids carry letter case."""
    result = json.loads(json.dumps(tokenizer))
    result["normalizer"].update(lowercase=False, strip_accents=True)
    vocabulary = result["model"]["vocab"]
    size = max(vocabulary.values()) + 1
    for piece, token in sorted(vocabulary.items(), key=lambda entry: entry[1]):
        prefix = "##" if piece.startswith("##") and len(piece) > 2 else ""
        word = piece[len(prefix):]
        if piece.startswith("[") and piece.endswith("]"):
            continue
        for case, form in ((CAPITALISED, word[:1].upper() + word[1:]), (UPPER, word.upper())):
            if len(form) == len(word) and form != word:
                vocabulary.setdefault(prefix + form, case * size + token)
    return result


def without_limits(tokenizer: dict) -> dict:
    """A copy that neither pads nor truncates: the engine batches and cuts windows itself."""
    return {**tokenizer, "padding": None, "truncation": None}
