"""Reads your own labelled texts: JSON lines in the format of `examples.read_examples`."""

from pathlib import Path

from examples import Example, read_examples
from readers import fraction

HELD_OUT = 0.1


def training(file: Path) -> tuple[list[Example], list[Example]]:
    """(training, held out). A fixed tenth of the texts is held out for model selection and temperatures."""
    examples = read_examples(file)
    return ([e for e in examples if fraction(e.text) >= HELD_OUT], [e for e in examples if fraction(e.text) < HELD_OUT])
