"""Adds letter case to the ids of a lower-casing WordPiece tokenizer, without additional tokens.

Capitals help to recognize names, but an uncased encoder does not see them. Here every vocabulary entry also exists
capitalized and in upper case, with the ids `token + vocabulary` and `token + 2 * vocabulary`. The graph splits an id: the
result is the original word embedding plus an embedding of the case. The pieces are those of the lower-cased text, except
for words with inner capitals ("iPhone").
"""

import json

LOWER, CAPITALISED, UPPER = range(3)
CASES = 3


def with_case(tokenizer: dict) -> dict:
    """A copy of a `tokenizer.json` whose ids include letter case."""
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
    """A copy without padding and truncation, which the engine does itself."""
    return {**tokenizer, "padding": None, "truncation": None}
