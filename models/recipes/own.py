"""Your own labelled texts: JSON lines as `examples.read_examples` takes them."""

from pathlib import Path

from examples import Example, read_examples
from readers import fraction

HELD_OUT = 0.1


def training(file: Path) -> tuple[list[Example], list[Example]]:
    """(training, held out): a fixed tenth is held out for choices and temperatures."""
    examples = read_examples(file)
    return ([e for e in examples if fraction(e.text) >= HELD_OUT], [e for e in examples if fraction(e.text) < HELD_OUT])
