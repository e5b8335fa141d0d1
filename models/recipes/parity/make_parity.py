"""Creates tiny models of many families with random weights, and the results of Transformers pipelines with them.

    python make_parity.py --out ../../../inference/src/test/resources/parity

The output is deterministic for the versions in requirements.txt. Takes two minutes on one core.
"""

import argparse
import json
import shutil
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import transformers

from corpus import TEXTS
from export import round_weights, save_optimum
from families import FAMILIES
from reference import STRATEGIES, Transformers, Words

SCHEMES = {
    "bio": ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"],
    "bioes": ["O", *(f"{position}-{kind}" for kind in ("PER", "LOC") for position in "BIES")],
    "plain": ["O", "PER", "ORG", "LOC"],
}
SMALLEST_MARGIN = 2e-5  # float arithmetic of two runtimes differs by about 1e-6


@dataclass(frozen=True)
class Model:
    family: str
    task: str  # single-label | multi-label | one-label | tokens
    scheme: str = ""
    layout: str = "plain"

    @property
    def name(self):
        return "-".join(filter(None, (self.family, self.task, self.scheme)))


MODELS = [
    Model("bert", "single-label"),
    Model("bert", "multi-label"),
    Model("bert", "tokens", "bio"),
    Model("bert-chinese", "single-label"),
    Model("bert-chinese", "tokens", "bio"),
    Model("distilbert", "single-label", layout="quantized"),
    Model("distilbert", "tokens", "plain"),
    Model("electra", "one-label"),
    Model("electra", "single-label"),
    Model("electra", "tokens", "bioes"),
    Model("mpnet", "single-label"),
    Model("mpnet", "tokens", "bio"),
    Model("roberta", "single-label"),
    Model("roberta", "multi-label"),
    Model("roberta", "tokens", "bio", layout="onnx-folder"),
    Model("xlm-roberta", "single-label"),
    Model("xlm-roberta", "multi-label"),
    Model("xlm-roberta", "tokens", "bio", layout="external-data"),
    Model("deberta-v2", "single-label"),
    Model("deberta-v2", "multi-label"),
    Model("deberta-v2", "tokens", "bioes"),
    Model("albert", "single-label"),
    Model("albert", "tokens", "plain"),
]


def labels_of(model):
    return {
        "single-label": ["negative", "neutral", "positive"],
        "multi-label": ["toxic", "obscene", "insult", "threat"],
        "one-label": ["toxic"],
        "tokens": SCHEMES.get(model.scheme),
    }[model.task]


def build(model, tokenizer):
    family, labels = FAMILIES[model.family], labels_of(model)
    problem = {"single-label": "single_label_classification", "multi-label": "multi_label_classification"}
    config = family.config(
        **family.options, vocab_size=len(tokenizer), id2label=dict(enumerate(labels)),
        label2id={label: i for i, label in enumerate(labels)}, problem_type=problem.get(model.task))  # fmt: skip
    config._attn_implementation = "eager"
    auto = (
        transformers.AutoModelForTokenClassification
        if model.task == "tokens"
        else transformers.AutoModelForSequenceClassification
    )
    network = auto.from_config(config).eval()
    spread_labels(network, tokenizer, labels)
    if model.layout == "quantized":
        round_weights(network)
    return network


@torch.no_grad()
def spread_labels(network, tokenizer, labels):
    """Centres and scales the last layer over the texts, because random weights prefer one label for all texts."""
    last = [m for m in network.modules() if isinstance(m, torch.nn.Linear) and m.out_features == len(labels)][-1]
    logits = torch.cat([network(**tokenizer(text, return_tensors="pt")).logits.flatten(0, -2) for text in TEXTS])
    last.weight.mul_(1.5 / logits.std(0).unsqueeze(1))
    last.bias.sub_(logits.mean(0)).mul_(1.5 / logits.std(0))
    if "O" in labels:
        last.bias[labels.index("O")] += 1.0
        for i, label in enumerate(labels):
            last.bias[i] += 0.8 if label.startswith("I-") else 0.0  # so that entities with several words occur


def rounded(entities):
    return [[e["entity_group"], round(float(e["score"]), 6), e["start"], e["end"]] for e in entities]


def golden_tokens(network, tokenizer):
    plain, words = Transformers(model=network, tokenizer=tokenizer), Words(model=network, tokenizer=tokenizer)
    results = {"transformers": {}, "text": {}}
    for strategy in STRATEGIES:
        ours = [rounded(words(text, aggregation_strategy=strategy)) for text in TEXTS]
        theirs = [rounded(plain(text, aggregation_strategy=strategy)) for text in TEXTS]
        results["transformers"][strategy] = theirs
        results["text"][strategy] = [None if mine == other else mine for mine, other in zip(ours, theirs)]
    return results, min(plain.margin, words.margin)


def golden_labels(network, tokenizer):
    pipeline = transformers.TextClassificationPipeline(model=network, tokenizer=tokenizer)
    answers = [pipeline(text, top_k=None) for text in TEXTS]
    margin = min([a[0]["score"] - a[1]["score"] for a in answers if len(a) > 1], default=np.inf)
    return {"labels": [[[a["label"], round(a["score"], 6)] for a in answer] for answer in answers]}, margin


def write_golden(path, model, results):
    """Writes one text per line, so that differences are readable."""

    def lines(value, indent):
        inner = indent + " "
        if isinstance(value, dict):
            body = ",\n".join(f"{inner}{json.dumps(key)}: {lines(each, inner)}" for key, each in value.items())
            return "{\n" + body + "\n" + indent + "}"
        if isinstance(value, list):
            body = ",\n".join(inner + json.dumps(each, separators=(",", ":")) for each in value)
            return "[\n" + body + "\n" + indent + "]"
        return json.dumps(value)

    facts = {"family": model.family, "task": model.task, "scheme": model.scheme, "layout": model.layout}
    path.write_text(lines({**facts, **results}, "") + "\n")


def make(model, out):
    for attempt in range(20):
        transformers.set_seed(zlib.crc32(model.name.encode()) + attempt)
        tokenizer = FAMILIES[model.family].tokenizer()
        network = build(model, tokenizer)
        golden = golden_tokens if model.task == "tokens" else golden_labels
        results, margin = golden(network, tokenizer)
        if margin >= SMALLEST_MARGIN:
            break
    else:
        raise SystemExit(f"{model.name}: no seed gives a margin of {SMALLEST_MARGIN} between the two best labels of every text")
    folder = out / model.name
    shutil.rmtree(folder, ignore_errors=True)
    inputs = ["input_ids", "attention_mask"] + ["token_type_ids"] * FAMILIES[model.family].token_types
    save_optimum(folder, network, tokenizer, inputs, model.layout)
    write_golden(folder / "golden.json", model, results)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(f"{model.name:32} {size / 1024:5.0f} KB  seed +{attempt}  smallest margin {margin:.1e}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, required=True, help="output folder, with texts.json and one folder per model")
    parser.add_argument("--only", help="create only models whose name contains this text")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    transformers.logging.set_verbosity_error()
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "texts.json").write_text(json.dumps(TEXTS, indent=1) + "\n")
    for model in MODELS:
        if not arguments.only or arguments.only in model.name:
            make(model, arguments.out)


if __name__ == "__main__":
    main()
