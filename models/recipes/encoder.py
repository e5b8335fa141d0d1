"""A BERT encoder that trains fast on a CPU and reads its weights out of an ONNX export.

The projections of queries, keys and values are one matrix, as in the exported graph. GELU has its tanh form, which is one
operator in ONNX Runtime. On a CPU with AMX, training in bfloat16 is about twice as fast as with the implementation in
Transformers, whose fused attention has a slow backward pass on CPUs.
"""

import re
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from torch import nn

import int8_linear

LAYER_NORM_EPS = 1e-12


class Layer(nn.Module):
    int8 = False  # whether training uses int8 products, see int8_linear.py

    def __init__(self, width: int, heads: int, inner: int, dropout: float):
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps=LAYER_NORM_EPS)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm = nn.LayerNorm(width, eps=LAYER_NORM_EPS)

    def forward(self, x, bias):
        rows, tokens, width = x.shape
        size = width // self.heads
        use_int8 = self.int8 and self.training
        linear = int8_linear.linear if use_int8 else lambda states, layer: layer(states)
        q, k, v = linear(x, self.qkv).view(rows, tokens, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        weights = torch.softmax((q @ k.transpose(-1, -2)).float() * size**-0.5 + bias, -1).to(v.dtype)
        mixed = linear((weights @ v).transpose(1, 2).reshape(rows, tokens, width), self.out)
        x = self.attention_norm(x + F.dropout(mixed, self.dropout, self.training))
        if use_int8:
            inner = int8_linear.feed_forward(x, self.up, self.down)
        else:
            inner = self.down(F.gelu(self.up(x), approximate="tanh"))
        return self.norm(x + F.dropout(inner, self.dropout, self.training))


class Encoder(nn.Module):
    """Token ids [rows, tokens] to hidden states [rows, tokens, width].

    With `cases` > 1 an id includes the letter case of its token: `id = case * vocabulary + token` (see casing.py). Each
    case has an embedding, which is initially zero.
    """

    def __init__(self, vocabulary: int, width: int, layers: int, heads: int, inner: int, cases: int = 1,
                 positions: int = 512, dropout: float = 0.1):
        super().__init__()
        self.shape = dict(vocabulary=vocabulary, width=width, layers=layers, heads=heads, inner=inner, cases=cases,
                          positions=positions, dropout=dropout)
        self.vocabulary, self.cases = vocabulary, cases
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(positions, width)
        self.case = nn.Embedding(cases, width)
        nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(width, eps=LAYER_NORM_EPS)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))

    def forward(self, ids, mask):
        x = self.words(ids % self.vocabulary) + self.positions.weight[: ids.shape[1]]
        if self.cases > 1:
            x = x + self.case(ids // self.vocabulary)
        x = self.norm(x)
        bias = (1.0 - mask[:, None, None, :].float()) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x


def read_encoder(path: Path, heads: int, cases: int = 1, dropout: float = 0.1) -> Encoder:
    """Reads the encoder of a plain BERT export. The embedding of segment 0 is added to the position embeddings."""
    graph = onnx.load(str(path)).graph
    tensors = {t.name: torch.from_numpy(np.array(numpy_helper.to_array(t))) for t in graph.initializer}
    for node in graph.node:  # exporters rename matrices: find each by the node that uses it
        match = re.match(r"/encoder/(layer)\.(\d+)/(.+)/MatMul$", node.name)
        if match and node.input[1] in tensors:
            place = match.group(3).replace("/", ".")
            tensors[f"encoder.layer.{match.group(2)}.{place}.weight"] = tensors[node.input[1]].T
    layers = 1 + max(int(m.group(1)) for n in tensors if (m := re.match(r"encoder\.layer\.(\d+)\.", n)))
    vocabulary, width = tensors["embeddings.word_embeddings.weight"].shape
    inner = tensors["encoder.layer.0.intermediate.dense.bias"].shape[0]
    encoder = Encoder(vocabulary, width, layers, heads, inner, cases, dropout=dropout)

    state = {
        "words.weight": tensors["embeddings.word_embeddings.weight"],
        "positions.weight": tensors["embeddings.position_embeddings.weight"]
        + tensors["embeddings.token_type_embeddings.weight"][0],
        "case.weight": encoder.case.weight.data,
        "norm.weight": tensors["embeddings.LayerNorm.weight"],
        "norm.bias": tensors["embeddings.LayerNorm.bias"],
    }
    names = {"out": "attention.output.dense", "attention_norm": "attention.output.LayerNorm",
             "up": "intermediate.dense", "down": "output.dense", "norm": "output.LayerNorm"}
    for i in range(layers):
        for kind in ("weight", "bias"):
            parts = [tensors[f"encoder.layer.{i}.attention.self.{p}.{kind}"] for p in ("query", "key", "value")]
            state[f"layers.{i}.qkv.{kind}"] = torch.cat(parts)
            for ours, theirs in names.items():
                state[f"layers.{i}.{ours}.{kind}"] = tensors[f"encoder.layer.{i}.{theirs}.{kind}"]
    encoder.load_state_dict(state)
    return encoder
