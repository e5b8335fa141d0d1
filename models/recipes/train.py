"""Trains one encoder with all heads on a mixture of data sets, each of which has labels for some tasks.

python train.py en --data DATA --work work/en

Batches mix all tasks. A text without a label for a task does not contribute to the loss of that head. An interrupted run
resumes from the last checkpoint in the work folder.
"""

import argparse
import importlib
import json
import math
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

import own
import teacher
from casing import with_case, without_limits
from encoder import Layer, read_encoder
from examples import IGNORED, Row, tokenize, write_examples
from fetch_encoder import ENCODERS, fetch
from machine import arithmetic, keep_memory
from model import MultiTaskModel, load, save
from scores import dev_scores
from unpack import unpack

LANGUAGES = {"en": "english", "zh": "chinese"}
LOSS_WEIGHTS = {"sentiment": 1.0, "toxicity": 0.6, "entities": 1.0}
SEED = 7


def tokenizer_for(folder: Path, cases: int) -> dict:
    plain = without_limits(json.loads((folder / "tokenizer.json").read_text("utf-8")))
    return with_case(plain) if cases > 1 else plain


def pad(rows: list[Row]):
    longest = max(len(row.ids) for row in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    mask = torch.zeros(len(rows), longest, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row.ids)] = torch.from_numpy(row.ids)
        mask[i, : len(row.ids)] = 1
    return ids, mask


def batches(rows: list[Row], budget: int, rng: random.Random) -> list[list[Row]]:
    """Batches of rows of similar length, with at most `budget` padded tokens each, in random order."""
    rows = sorted(rows, key=lambda row: len(row.ids) + rng.random() * 4)
    result, current = [], []
    for row in rows:
        if current and (len(current) + 1) * max(len(row.ids), len(current[-1].ids)) > budget:
            result.append(current)
            current = []
        current.append(row)
    result.append(current)
    rng.shuffle(result)
    return result


def epoch(mixture: list[tuple[float, list[Row]]], rng: random.Random) -> list[Row]:
    rows = []
    for times, part in mixture:
        rows += part * int(times)
        rows += rng.sample(part, int(len(part) * (times % 1)))
    return rows


def losses(logits, rows: list[Row], mask, share: dict, smoothing: float) -> torch.Tensor:
    """Weighted sum of the cross entropies of all heads. Missing labels are ignored.

    With a teacher, the result is the mean of this sum and the distillation loss.
    """
    labels = {
        "sentiment": torch.tensor([row.sentiment for row in rows]),
        "toxicity": torch.tensor([row.toxicity for row in rows]),
        "entities": torch.full(mask.shape, IGNORED),
    }
    for i, row in enumerate(rows):
        if row.tags is not None:
            labels["entities"][i, : len(row.tags)] = torch.from_numpy(row.tags)
    total = torch.zeros(())
    for task, weight in LOSS_WEIGHTS.items():
        out = logits[task].flatten(0, -2)
        hard = F.cross_entropy(out, labels[task].flatten(), ignore_index=IGNORED, reduction="sum",
                               label_smoothing=0.0 if task == "entities" else smoothing)
        # divide by the expected number of labels, so that a batch with few labels has a small loss
        units = len(rows) if task != "entities" else int(mask.sum())
        loss = hard / (units * share[task])
        total = total + weight * loss
    return total if rows[0].teacher_logits is None else (total + teacher.loss(logits, rows, mask, LOSS_WEIGHTS)) / 2


def shares(rows: list[Row]) -> dict:
    """The share of labelled rows (entities: of labelled tokens), by task."""
    tokens = sum(len(row.ids) for row in rows)
    return {
        "sentiment": max(sum(row.sentiment != IGNORED for row in rows), 1) / len(rows),
        "toxicity": max(sum(row.toxicity != IGNORED for row in rows), 1) / len(rows),
        "entities": max(sum(int((row.tags != IGNORED).sum()) for row in rows if row.tags is not None), 1) / tokens,
    }


def parameter_groups(model: MultiTaskModel, rate: float, decay: float, head_rate: float):
    """Lower layers have lower learning rates. Word embeddings, half of all weights, are not trained."""
    depth = len(model.encoder.layers)
    groups: dict[tuple[float, float], list] = {}
    for name, parameter in model.named_parameters():
        if name == "encoder.words.weight":
            parameter.requires_grad = False
            continue
        if name.startswith("encoder.layers."):
            lr = rate * decay ** (depth - 1 - int(name.split(".")[2]))
        elif name == "encoder.case.weight":
            lr = head_rate
        elif name.startswith("encoder."):
            lr = rate * decay**depth
        else:
            lr = head_rate
        groups.setdefault((lr, 0.01 if parameter.ndim > 1 else 0.0), []).append(parameter)
    return [{"params": p, "lr": lr, "peak": lr, "weight_decay": wd} for (lr, wd), p in groups.items()]


def settings(args) -> dict:
    """The options that must be equal to resume a run."""
    return {name: str(value) for name, value in vars(args).items() if name not in ("minutes", "threads", "work", "encoders")}


def resumed(args, checkpoint: Path) -> dict | None:
    """The checkpoint of an interrupted run; None if there is none."""
    if not checkpoint.exists():
        return None
    saved = torch.load(checkpoint, weights_only=True)
    now, then = settings(args), saved.get("settings", {})
    if other := [f"--{name} {then.get(name)}, now {value}" for name, value in now.items() if then.get(name) != value]:
        raise SystemExit(f"cannot resume from {checkpoint}: it has {'; '.join(other)}: use the same options or another --work")
    return saved


def train(args):
    keep_memory()
    torch.manual_seed(SEED)
    torch.set_num_threads(args.threads)
    language = importlib.import_module(LANGUAGES[args.language])
    work, encoder = args.work, args.encoder or language.ENCODER
    work.mkdir(parents=True, exist_ok=True)
    saved = resumed(args, work / "checkpoint.pt")
    packaged = args.start is not None and args.start.is_dir()
    model = None
    if args.start:
        model = unpack(args.start, args.language) if packaged else load(args.start)
        if model.encoder.cases != language.CASES:
            raise SystemExit(f"--start {args.start} does not fit language {args.language}: its tokens have {model.encoder.cases} cases, expected {language.CASES}")
    folder = args.start if packaged else fetch(encoder, args.encoders)
    definition = json.loads((folder / "tokenizer.json").read_text("utf-8")) if packaged else tokenizer_for(folder, language.CASES)
    (work / "tokenizer.json").write_text(json.dumps(definition, ensure_ascii=False), "utf-8")
    tokenizer = Tokenizer.from_str(json.dumps(definition))
    mixture, dev = ([], []) if args.only_own else language.training(args.data)
    if args.teacher and not args.only_own and hasattr(language, "unlabelled"):
        mixture += language.unlabelled(mixture, dev, args.data)
    if args.own:
        mine, held_out = own.training(args.own)
        mixture, dev = [*mixture, (1.0, mine)], [*dev, *held_out]
    write_examples(dev, work / "held-out.jsonl")
    mixture = [(times, tokenize(examples, tokenizer, args.longest)) for times, examples in mixture]
    dev = tokenize(dev, tokenizer, 256)

    if not any(examples for _, examples in mixture):
        raise SystemExit("no training examples: all examples are in the held-out tenth; add more")
    mask_token = tokenizer.token_to_id("[MASK]")
    model = model or MultiTaskModel(
        read_encoder(folder / "model.onnx", ENCODERS[encoder], language.CASES, dropout=args.dropout))
    rng = random.Random(SEED)
    plan = []  # fixed by the seed, so that a resumed run continues at the same batch
    for _ in range(math.ceil(args.epochs)):
        plan += batches(epoch(mixture, rng), args.budget, rng)
    if args.epochs % 1:
        plan = plan[: int(len(plan) * args.epochs / math.ceil(args.epochs))]
    share = shares([row for batch in plan for row in batch])
    tokens_total = sum(len(row.ids) for batch in plan for row in batch)
    print(f"{len(plan)} steps, {tokens_total} tokens, labelled shares {share}", flush=True)

    kind = arithmetic(args.arithmetic)
    Layer.int8 = kind == "int8"
    print(f"arithmetic={kind} threads={args.threads}", flush=True)
    if args.teacher:
        distinct = list({id(row): row for batch in plan for row in batch}.values())
        teacher.predict(args.teacher, model, distinct, batches(distinct, 4 * args.budget, random.Random(SEED)), pad, work / "teacher.pt")
    model.train()
    groups = parameter_groups(model, args.rate, args.decay, args.head_rate)
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    average = {name: value.clone() for name, value in model.state_dict().items()}
    every = max(1, min(10, len(plan) // 30))  # steps between updates of the averaged weights
    first, before, checkpoint = 0, 0.0, work / "checkpoint.pt"
    if saved:
        if saved["planned"] != [len(plan), tokens_total]:
            raise SystemExit(f"cannot resume from {checkpoint}: it belongs to other texts: use the same data or another --work")
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        average, first, before = saved["average"], saved["step"], saved["seconds"]
        print(f"resumed at step {first}", flush=True)
    started = last_saved = time.time()
    seen, running, printed = 0, 0.0, first
    for step in range(first, len(plan)):
        torch.manual_seed(SEED + step)  # so that a resumed run makes the same random choices
        progress = max(step / len(plan), (before + time.time() - started) / (60 * args.minutes))
        if progress >= 1:
            print(f"stopped at step {step}: --minutes reached", flush=True)
            break
        factor = min(1.0, progress / 0.06) * (1.0 - progress) + 1e-3
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * factor
        batch = plan[step]
        ids, mask = pad(batch)
        if language.CASES > 1:  # some texts in lower case, for input without capitals
            lower = torch.rand(len(batch), 1) < 0.15
            ids = torch.where(lower, ids % model.encoder.vocabulary, ids)
        if args.hide:  # mask tokens of tagged texts, so that entities are also recognized by their context
            tagged = torch.tensor([row.tags is not None for row in batch])[:, None]
            hidden = (torch.rand(ids.shape) < args.hide) & tagged & (mask == 1)
            hidden[:, 0] = False
            hidden.scatter_(1, mask.sum(1, keepdim=True) - 1, False)
            ids = torch.where(hidden, mask_token, ids)
        with torch.autocast("cpu", torch.bfloat16, enabled=kind == "bfloat16"):
            logits = model(ids, mask)
        loss = losses(logits, batch, mask, share, args.smoothing)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for g in groups for p in g["params"]], 1.0)
        optimizer.step()
        optimizer.zero_grad()
        seen += int(mask.sum())
        running += float(loss.detach())
        if step % every == every - 1:
            weight = min(0.9, (step / every + 1) / (step / every + 10))
            for name, value in model.state_dict().items():
                average[name].lerp_(value, 1 - weight)
        if step % 50 == 49:
            pace = seen / (time.time() - started)
            print(f"step {step + 1}/{len(plan)} loss {running / (step + 1 - printed):.4f} {pace:.0f} tokens/s", flush=True)
            running, printed = 0.0, step + 1
        if time.time() - last_saved > 180:
            last_saved = time.time()
            torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "average": average,
                        "settings": settings(args), "planned": [len(plan), tokens_total], "step": step + 1, "seconds": before + time.time() - started}, checkpoint.with_suffix(".tmp"))
            checkpoint.with_suffix(".tmp").rename(checkpoint)
            save(model, work / "partial.pt")
    print("last weights:", dev_scores(model, dev, pad), flush=True)
    save(model, work / "last.pt")
    model.load_state_dict(average)
    print("averaged weights:", dev_scores(model, dev, pad), flush=True)
    save(model, work / "model.pt")
    for file in (checkpoint, work / "teacher.pt"):
        file.unlink(missing_ok=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=LANGUAGES)
    parser.add_argument("--data", type=Path, help="folder with the public data sets")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--encoder", choices=ENCODERS, help="encoder to use instead of the default for the language")
    parser.add_argument("--encoders", type=Path, default=Path("encoders"))
    parser.add_argument("--start", type=Path, help="weights or package to continue from")
    parser.add_argument("--teacher", type=Path, help="weights of a larger model, for distillation")
    parser.add_argument("--own", type=Path, help="your own labelled texts as JSON lines, see README")
    parser.add_argument("--only-own", action="store_true")
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--minutes", type=float, default=math.inf, help="time limit; the learning rate decays towards the limit that is reached first")
    parser.add_argument("--budget", type=int, default=1536, help="padded tokens per batch")
    parser.add_argument("--longest", type=int, default=128)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--decay", type=float, default=0.9, help="factor of the learning rate from each layer to the one below")
    parser.add_argument("--smoothing", type=float, default=0.05)
    parser.add_argument("--dropout", type=float, default=0.0, help="dropout inside the encoder; slow on a CPU")
    parser.add_argument("--hide", type=float, default=0.1, help="share of masked tokens in texts with entity tags")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--arithmetic", choices=["auto", "float32", "bfloat16", "int8"], default="auto", help="arithmetic of the matrix products, see machine.py")
    args = parser.parse_args()
    if args.only_own and not args.own:
        parser.error("--only-own requires --own")
    if not args.data and not args.only_own:
        parser.error("--data is required, unless --own and --only-own are given")
    if args.encoder and args.start and args.start.is_dir():
        parser.error("--encoder cannot be combined with --start PACKAGE: the package contains the encoder")
    if args.teacher and not args.teacher.is_file():
        parser.error(f"--teacher {args.teacher} is not a file: name the last.pt of a training run")
    if args.epochs <= 0:
        parser.error(f"--epochs is {args.epochs}, must be more than 0")
    return args


if __name__ == "__main__":
    train(arguments())
