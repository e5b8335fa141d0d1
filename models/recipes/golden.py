"""Writes down what a package answers to a few texts: what the engine's tests hold it to.

python golden.py --package ../en --file ../../inference/src/test/resources/golden/en.jsonl

Takes the file's texts and answers them anew. Scores are rounded to four digits, spans are in code points.
"""

import argparse
import json
from pathlib import Path

from package import Package
from scores import softmax


def answer(package: Package, text: str, outputs: dict, encoding) -> dict:
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
    answers = [answer(package, text, *run) for text, run in zip(texts, package.run(texts))]
    args.file.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in answers), "utf-8")
