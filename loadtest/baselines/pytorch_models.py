"""The package's weights in the form a Transformers user has: three fine-tuned BERT models in fp32, one per task."""

import json
import re

import torch
from torch import nn
from transformers import BertConfig, BertModel, BertPreTrainedModel

from graph_weights import GraphWeights
from package import Package


class BertForTags(BertPreTrainedModel):
    """Logits [rows, tokens, labels]."""

    def __init__(self, config: BertConfig):
        super().__init__(config)
        self.bert = BertModel(config, add_pooling_layer=False)
        self.classifier = nn.Linear(config.hidden_size, config.num_labels)
        self.post_init()

    def forward(self, input_ids, attention_mask):
        return self.classifier(self.bert(input_ids, attention_mask).last_hidden_state)


class BertForText(BertPreTrainedModel):
    """Logits [rows, labels] from the first token and an attention-weighted mean of all tokens, as in the packages."""

    def __init__(self, config: BertConfig):
        super().__init__(config)
        width = config.hidden_size
        self.bert = BertModel(config, add_pooling_layer=False)
        self.attention = nn.Linear(width, 1, bias=False)
        self.dense = nn.Linear(2 * width, width)
        self.classifier = nn.Linear(width, config.num_labels)
        self.post_init()

    def forward(self, input_ids, attention_mask):
        states = self.bert(input_ids, attention_mask).last_hidden_state
        scores = self.attention(states).squeeze(-1).masked_fill(attention_mask == 0, -1e4)
        mean = (torch.softmax(scores, -1).unsqueeze(-1) * states).sum(1)
        hidden = self.dense(torch.cat([states[:, 0], mean], -1))
        return self.classifier(nn.functional.gelu(hidden, approximate="tanh"))


def load_models(package: Package) -> dict[str, BertPreTrainedModel]:
    """The models by task. Each has its own encoder, as three downloaded models have."""
    weights = GraphWeights(package.graph)
    encoder = encoder_state(weights)
    models = {}
    for task, kind in (("sentiment", BertForText), ("toxicity", BertForText), ("entities", BertForTags)):
        model = kind(config(package, encoder, len(package.heads[task]["labels"])))
        head = tags_state(weights) if kind is BertForTags else text_state(weights, task)
        model.load_state_dict({**{f"bert.{name}": value for name, value in encoder.items()}, **head})
        models[task] = model.eval()
    return models


def config(package: Package, encoder: dict[str, torch.Tensor], labels: int) -> BertConfig:
    shape = json.loads((package.folder / "config.json").read_text("utf-8"))
    if shape["hidden_act"] == "gelu_new":
        shape["hidden_act"] = "gelu_pytorch_tanh"  # the same function, in one kernel instead of eight
    shape["vocab_size"] = len(encoder["embeddings.word_embeddings.weight"])
    return BertConfig(**shape, type_vocab_size=1, num_labels=labels, layer_norm_eps=1e-12)


def encoder_state(weights: GraphWeights) -> dict[str, torch.Tensor]:
    words = torch.from_numpy(weights.words())
    state = {"embeddings.word_embeddings.weight": words,
             "embeddings.position_embeddings.weight": tensor(weights, "positions"),
             "embeddings.token_type_embeddings.weight": torch.zeros(1, words.shape[1]),  # included in the positions
             **norm(weights, "embeddings", "embeddings.LayerNorm")}
    layers = {int(m.group(1)) for name in weights.producers if (m := re.match(r"layer(\d+)\.", name))}
    for i in sorted(layers):
        ours, theirs = f"layer{i}", f"encoder.layer.{i}"
        for part, each in linear(weights, f"{ours}.qkv").items():
            for name, value in zip(("query", "key", "value"), each.chunk(3)):
                state[f"{theirs}.attention.self.{name}.{part}"] = value
        for name, place in (("out", "attention.output.dense"), ("up", "intermediate.dense"), ("down", "output.dense")):
            for part, value in linear(weights, f"{ours}.{name}").items():
                state[f"{theirs}.{place}.{part}"] = value
        state |= norm(weights, f"{ours}.attention", f"{theirs}.attention.output.LayerNorm")
        state |= norm(weights, f"{ours}.output", f"{theirs}.output.LayerNorm")
    return state


def text_state(weights: GraphWeights, task: str) -> dict[str, torch.Tensor]:
    return {"attention.weight": tensor(weights, f"{task}.attention").T,
            "dense.weight": tensor(weights, f"{task}.dense.weight").T, "dense.bias": tensor(weights, f"{task}.dense.bias"),
            "classifier.weight": tensor(weights, f"{task}.out.weight").T,
            "classifier.bias": tensor(weights, f"{task}.out.bias")}


def tags_state(weights: GraphWeights) -> dict[str, torch.Tensor]:
    return {"classifier.weight": tensor(weights, "entities.weight").T, "classifier.bias": tensor(weights, "entities.bias")}


def norm(weights: GraphWeights, ours: str, theirs: str) -> dict[str, torch.Tensor]:
    return {f"{theirs}.weight": tensor(weights, f"{ours}.gamma"), f"{theirs}.bias": tensor(weights, f"{ours}.beta")}


def linear(weights: GraphWeights, name: str) -> dict[str, torch.Tensor]:
    weight, bias = weights.linear(name)
    return {"weight": torch.from_numpy(weight.T.copy()), "bias": torch.from_numpy(bias)}


def tensor(weights: GraphWeights, name: str) -> torch.Tensor:
    return torch.tensor(weights.constant(name), dtype=torch.float32)
