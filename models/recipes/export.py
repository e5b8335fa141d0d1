"""Exports trained weights as a package: graph with quantized weights, tokenizer, temperatures, transitions.

python export.py en --work work/en --into ../en --version X.Y.Z
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
import yaml
from tokenizers import Tokenizer

from examples import IGNORED, read_examples, tokenize
from graph import KINDS, build
from model import LABELS, load
from scores import calibration_error, softmax, span_f1, tag_spans, temperature
from train import LANGUAGES, pad
from transitions import associations, likeliest, only_allowed

STRENGTHS = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
LEAST_LABELS, LEAST_ENTITIES = 100, 200
LONGEST = 128  # as in training; the model finds fewer entities in longer windows


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def session(graph: onnx.ModelProto):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(graph.SerializeToString(), options, providers=["CPUExecutionProvider"])


def feeds(rows):
    ids, mask = (tensor.numpy() for tensor in pad(rows))
    return {"input_ids": ids, "attention_mask": mask, "sentence_ids": np.where(mask == 1, 0, -1)}


def calibration_sample(rows) -> list:
    """About 300 held-out rows of all sources, sorted by length."""
    return sorted(rows[:: max(1, len(rows) // 300)], key=lambda row: len(row.ids))


def calibrate(model, rows) -> dict:
    """The range (low, high) of each input channel of every matrix, over the tokens of the rows."""
    graph = build(model, "float", probes=True)
    sess = session(graph)
    products = [node for node in graph.graph.node if node.output[0].endswith(".product")]
    ranges: dict = {}
    for start in range(0, len(rows), 16):
        batch = rows[start:start + 16]
        real = pad(batch)[1].numpy().astype(bool)
        values = dict(zip(set(n.input[0] for n in products), sess.run(list(set(n.input[0] for n in products)), feeds(batch))))
        for node in products:
            tokens = values[node.input[0]][real]
            low, high = ranges.get(node.output[0], (np.inf, -np.inf))
            ranges[node.output[0]] = np.minimum(low, tokens.min(0)), np.maximum(high, tokens.max(0))
    return {name: (np.minimum(low, 0.0), np.maximum(high, 0.0)) for name, (low, high) in ranges.items()}


def sensitive(model, scales: dict, rows, count: int) -> frozenset:
    """The `count` matrices whose rounding changes the results most, by mean squared change of log probabilities."""
    def log_probabilities(stored):
        outputs = predictions(session(build(model, "static", scales, frozenset(stored))), rows)
        return [np.log(softmax(out[task]) + 1e-6).ravel() for out in outputs for task in LABELS]

    names = [name.removesuffix(".product") for name in scales]
    exact = log_probabilities(names)
    change = {}
    for name in names:
        moved = log_probabilities(set(names) - {name})
        change[name] = float(np.mean([np.mean((a - b) ** 2) for a, b in zip(exact, moved)]))
    worst = sorted(change, key=change.get, reverse=True)
    print("change of log probabilities by rounding:", {name: round(change[name], 5) for name in worst[:12]})
    return frozenset(worst[:count])


def parity(model, sess, rows) -> dict:
    """The largest difference of each output from the PyTorch model."""
    worst: dict = {}
    for start in range(0, len(rows), 8):
        batch = rows[start:start + 8]
        outputs = dict(zip([o.name for o in sess.get_outputs()], sess.run(None, feeds(batch))))
        with torch.no_grad():
            expected = model(*pad(batch))
        mask = pad(batch)[1].numpy().astype(bool)
        for task, value in expected.items():
            difference = np.abs(value.numpy() - outputs[task])
            difference = difference[mask] if task == "entities" else difference
            worst[task] = max(worst.get(task, 0.0), float(difference.max()))
    return worst


def neighbours(sess, rows) -> float:
    """The largest change of a probability if a row runs in a batch with padding instead of alone."""
    worst = 0.0
    for start in range(0, len(rows) - 1, 8):
        batch = rows[start:start + 8]
        together = dict(zip([o.name for o in sess.get_outputs()], sess.run(None, feeds(batch))))
        for i, row in enumerate(batch):
            alone = dict(zip(together, sess.run(None, feeds([row]))))
            for task in LABELS:
                a, b = alone[task][0], together[task][i]
                a, b = (a, b[: len(row.ids)]) if task == "entities" else (a, b)
                worst = max(worst, float(np.abs(softmax(a) - softmax(b)).max()))
    return worst


def predictions(sess, rows) -> list[dict]:
    """The logits of each row by task, entity tags without padding, in the order of the rows."""
    names, found = [o.name for o in sess.get_outputs()], {}
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    for start in range(0, len(rows), 16):
        batch = order[start:start + 16]
        outputs = dict(zip(names, sess.run(None, feeds([rows[i] for i in batch]))))
        for at, i in enumerate(batch):
            found[i] = {task: outputs[task][at] for task in LABELS}
            found[i]["entities"] = found[i]["entities"][: len(rows[i].ids)]
    return [found[i] for i in range(len(rows))]


def temperatures(rows, logits: list[dict]) -> dict:
    """By task: (temperature, calibration error before, after), fitted to the held-out rows."""
    result = {}
    for task in LABELS:
        if task == "entities":
            pairs = [(x, y) for row, out in zip(rows, logits) if row.tags is not None
                     for x, y in zip(out[task], row.tags) if y != IGNORED]
        else:
            pairs = [(out[task], getattr(row, task)) for row, out in zip(rows, logits) if getattr(row, task) != IGNORED]
        if len(pairs) < LEAST_LABELS:
            print(f"temperature of {task} is 1: {len(pairs)} held-out labels, at least {LEAST_LABELS} are required")
            result[task] = (1.0, None, None)
            continue
        x, y = np.array([x for x, _ in pairs], np.float64), np.array([y for _, y in pairs])
        t = temperature(x, y)
        result[task] = (t, calibration_error(softmax(x), y), calibration_error(softmax(x / t), y))
    return result


def fitted_transitions(rows, logits: list[dict], heat: float):
    """(transitions, span F1 without, span F1 with). Their strength has the best span F1 on the held-out rows.

    With few entities, associations are noise; then the transitions only forbid invalid sequences.
    """
    tagged = [(row.tags[row.tags >= 0], softmax(out["entities"][row.tags >= 0] / heat))
              for row, out in zip(rows, logits) if row.tags is not None]
    if not tagged:
        return only_allowed(), None, None

    def f1(guess) -> float:
        return span_f1([(tag_spans(tags), tag_spans(guess(p))) for tags, p in tagged])

    enough = sum(len(tag_spans(tags)) for tags, _ in tagged) >= LEAST_ENTITIES
    known = associations([tags for tags, _ in tagged])
    strengths = STRENGTHS if enough else (0.0,)
    tried = [only_allowed() + np.round(strength * known, 2) for strength in strengths]
    scores = [f1(lambda p, table=table: likeliest(p, table)) for table in tried]
    best = int(np.argmax(scores))
    print("span F1 by strength of the transitions:", dict(zip(strengths, np.round(scores, 4).tolist())))
    return tried[best], f1(lambda p: p.argmax(-1)), scores[best]


def definition(args, folder: Path, fitted: dict, table: np.ndarray) -> dict:
    heads = [{"task": task, "output": task, "labels": labels, "activation": "softmax", "temperature": fitted[task][0]}
             for task, labels in LABELS.items()]
    heads[1] |= {"longTexts": "worst-window", "cleanLabel": "clean"}
    heads[-1] |= {"aggregation": "first", "transitions": table.tolist()}
    heads.append({"task": "sentence-vectors", "output": "sentence_vectors", "sentences": "sentence_ids"})
    return {
        "name": args.name or f"lexstream-{args.language}", "version": args.version, "languages": [args.language],
        "license": "Apache-2.0", "graph": {"file": "model.onnx", "sha256": sha256(folder / "model.onnx")},
        "tokenizer": {"file": "tokenizer.json", "sha256": sha256(folder / "tokenizer.json")},
        "maxTokens": LONGEST, "heads": heads,
    }


def export(args):
    model = load(args.work / args.weights)
    tokenizer_json = (args.work / "tokenizer.json").read_text("utf-8")
    rows = tokenize(read_examples(args.work / "held-out.jsonl"), Tokenizer.from_str(tokenizer_json), LONGEST)
    if not rows:
        raise SystemExit(f"{args.work / 'held-out.jsonl'} has no rows to fit ranges and temperatures to: train with more data")
    sample = calibration_sample(rows)
    scales = calibrate(model, sample) if args.kind == "static" else None
    stored = sensitive(model, scales, sample[::2], args.stored) if args.kind == "static" and args.stored else frozenset()
    graph = build(model, args.kind, scales, stored)
    onnx.checker.check_model(graph)
    sess = session(graph)
    logits = predictions(sess, rows)
    fitted = temperatures(rows, logits)
    table, *found = fitted_transitions(rows, logits, fitted["entities"][0])
    mixed = sample[::6]
    np.random.default_rng(0).shuffle(mixed)
    report = {"kind": args.kind, "stored": sorted(stored), "largest difference of logits from PyTorch": parity(model, sess, mixed),
              "largest change of a probability by other rows": neighbours(sess, mixed),
              "temperature, calibration error before, after": fitted, "span F1 without transitions, with": found}

    folder = args.into
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(graph, str(folder / "model.onnx"))
    (folder / "tokenizer.json").write_text(tokenizer_json, "utf-8")
    shape = model.encoder.shape
    (folder / "config.json").write_text(json.dumps({
        "model_type": "bert", "hidden_size": shape["width"], "num_hidden_layers": shape["layers"],
        "num_attention_heads": shape["heads"], "intermediate_size": shape["inner"], "hidden_act": "gelu_new",
        "vocab_size": shape["vocabulary"] * shape["cases"], "max_position_embeddings": shape["positions"]}, indent=2) + "\n")
    (folder / "lexstream.yaml").write_text(
        yaml.safe_dump(definition(args, folder, fitted, table), sort_keys=False, allow_unicode=True, default_flow_style=None, width=120), "utf-8")
    report["bytes"] = sum(f.stat().st_size for f in folder.iterdir() if f.suffix != ".md")
    (args.work / f"export-{args.kind}.json").write_text(json.dumps(report, indent=1))
    print(json.dumps(report, indent=1))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=LANGUAGES)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--weights", default="model.pt")
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--kind", choices=KINDS, default="static")
    parser.add_argument("--stored", type=int, default=0, help="number of matrices of the static kind, the most sensitive ones, that compute in floats")
    parser.add_argument("--name")
    parser.add_argument("--version", required=True)
    args = parser.parse_args()
    if args.stored and args.kind != "static":
        parser.error(f"--stored requires --kind static, but the kind is {args.kind}")
    return args


if __name__ == "__main__":
    export(arguments())
