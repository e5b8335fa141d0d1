"""Scores a package on the evaluation sets of its language.

python evaluate.py en --data DATA --package ../en [--graph model.onnx] [--rows 2000]
"""

import argparse
import importlib
from pathlib import Path

import numpy as np

from package import Package
from readers import fraction
from scores import calibration_error, macro_f1, macro_recall, softmax, span_f1
from train import LANGUAGES


def text_scores(head: dict, gold: list[str], logits: np.ndarray) -> dict:
    labels = head["labels"]
    classes = [i for i, label in enumerate(labels) if label in gold]
    target = np.array([labels.index(label) for label in gold])
    guess = logits.argmax(-1)
    result = {"rows": len(gold)}
    if head["task"] == "sentiment" and "neutral" not in gold:  # a set with two classes: compare only their scores
        guess = np.array(classes)[logits[:, classes].argmax(-1)]
    else:
        probabilities = softmax(logits / head["temperature"])
        result["ece"] = calibration_error(probabilities, target)
    result["accuracy"] = float((guess == target).mean())
    result["macro F1"] = macro_f1(target, guess, classes)
    result["macro recall"] = macro_recall(target, guess, classes)
    if "clean" in labels:
        clean = target == labels.index("clean")
        result["false positive rate"] = float((guess[clean] != labels.index("clean")).mean())
    return result


def evaluate(package: Package, sets: dict) -> dict[str, dict]:
    results = {}
    for name, examples in sets.items():
        outputs_of = package.run([example.text for example in examples])
        for task in ("sentiment", "toxicity"):
            if getattr(examples[0], task):
                logits = np.stack([outputs[task] for outputs, _ in outputs_of])
                results[f"{name} {task}"] = text_scores(package.heads[task], [getattr(e, task) for e in examples], logits)
        if examples[0].entities is not None:
            pairs = [(set(example.entities), package.entities(outputs["entities"], encoding))
                     for example, (outputs, encoding) in zip(examples, outputs_of)]
            results[f"{name} entities"] = {"rows": len(pairs), "span F1": span_f1(pairs)} | {
                kind: span_f1([({s for s in gold if s[2] == kind}, {s for s in guess if s[2] == kind})
                               for gold, guess in pairs]) for kind in ("PER", "ORG", "LOC")}
    return results


def row(name: str, scores: dict) -> str:
    figures = ", ".join(f"{key} {value:.3f}" for key, value in scores.items() if key != "rows")
    return f"| {name} | {scores['rows']} | {figures} |"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=LANGUAGES)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--package", type=Path, required=True)
    parser.add_argument("--graph", help="name of another graph in the package")
    parser.add_argument("--rows", type=int, help="largest number of rows of each set, chosen by a fixed rule")
    parser.add_argument("--sets", nargs="*", help="prefixes of the names of the sets to evaluate")
    parser.add_argument("--best-labels", action="store_true", help="ignore the transitions of the package; each word gets its best entity label")
    args = parser.parse_args()
    sets = importlib.import_module(LANGUAGES[args.language]).evaluation(args.data)
    sets = {name: sorted(rows, key=lambda e: fraction("rows" + e.text))[: args.rows] for name, rows in sets.items()
            if not args.sets or name.startswith(tuple(args.sets))}
    package = Package(args.package, args.graph)
    if args.best_labels:
        package.heads["entities"].pop("transitions", None)
    print("| set and head | rows | scores |\n| --- | --- | --- |")
    for name, rows in sets.items():
        for title, scores in evaluate(package, {name: rows}).items():
            print(row(title, scores), flush=True)
