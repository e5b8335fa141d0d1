"""Averages the weights of trainings that began with the same ones (Wortsman et al., 2022).

python soup.py work/en-1 work/en-2 --into work/en

They have to be of one recipe: the same language, first weights and held-out rows; order of texts and teacher may differ. Prints
the scores of each on the held-out rows and the average's, which should be no worse than theirs.
"""

import argparse
import shutil
from pathlib import Path

import torch
from tokenizers import Tokenizer

from examples import read_examples, tokenize
from model import MultiTaskModel, load, save
from scores import dev_scores
from train import pad


def average(models: list[MultiTaskModel]) -> MultiTaskModel:
    """The first of the models, with the mean of all their weights."""
    states = [model.state_dict() for model in models]
    models[0].load_state_dict({name: torch.stack([s[name] for s in states]).mean(0) for name in states[0]})
    return models[0]


def same(models: list[MultiTaskModel]) -> bool:
    """Whether they began as one: word embeddings are not trained."""
    first = models[0].encoder
    return all(model.encoder.shape == first.shape and torch.equal(model.encoder.words.weight, first.words.weight) for model in models)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path, nargs="+", help="folders of trainings that have ended")
    parser.add_argument("--weights", default="model.pt", help="model.pt, each run's average, or last.pt")
    parser.add_argument("--into", type=Path, required=True)
    args = parser.parse_args()
    if args.into.resolve() in [folder.resolve() for folder in args.work]:
        parser.error("--into is one of the trainings: give another folder")
    models = [load(folder / args.weights) for folder in args.work]
    if not same(models):
        parser.error("the trainings began with different encoders: their average would be noise")
    args.into.mkdir(parents=True, exist_ok=True)
    for file in ("tokenizer.json", "held-out.jsonl"):
        if len({(folder / file).read_bytes() for folder in args.work}) > 1:
            parser.error(f"the trainings have different {file}: train them on the same texts")
        shutil.copyfile(args.work[0] / file, args.into / file)
    tokenizer = Tokenizer.from_file(str(args.into / "tokenizer.json"))
    rows = tokenize(read_examples(args.into / "held-out.jsonl"), tokenizer, 256)
    for folder, model in zip(args.work, models):
        print(f"{folder}:", dev_scores(model, rows, pad), flush=True)
    mean = average(models)
    print("average:", dev_scores(mean, rows, pad), flush=True)
    save(mean, args.into / args.weights)


if __name__ == "__main__":
    main()
