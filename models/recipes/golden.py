"""Writes the results of a package for a few texts, which the engine's tests compare with those of the engine.

python golden.py --package ../en --file ../../inference/src/test/resources/golden/en.jsonl

Reads the texts from the file and replaces all results. Scores are rounded to four digits; spans are in code points.
"""

import argparse
import json
from pathlib import Path

from package import Package
from scores import softmax


def analyze(package: Package, text: str, outputs: dict, encoding) -> dict:
    result = {"text": text}
    for task in ("sentiment", "toxicity"):
        head = package.heads[task]
        scores = softmax(outputs[head["output"]] / head["temperature"])
        result[task] = {label: round(float(score), 4) for label, score in zip(head["labels"], scores)}
    entities = sorted(package.entities(outputs[package.heads["entities"]["output"]], encoding))
    result["entities"] = [{"start": start, "end": end, "type": kind} for start, end, kind in entities]
    return result


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", type=Path, required=True)
    parser.add_argument("--file", type=Path, required=True)
    args = parser.parse_args()
    package = Package(args.package)
    texts = [json.loads(line)["text"] for line in args.file.read_text("utf-8").splitlines()]
    results = [analyze(package, text, *run) for text, run in zip(texts, package.run(texts))]
    args.file.write_text("".join(json.dumps(result, ensure_ascii=False) + "\n" for result in results), "utf-8")
