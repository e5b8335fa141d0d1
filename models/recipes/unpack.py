"""Reads the weights of a package into a model, so that training can continue from a shipped package.

The graph holds rounded weights, which differ from the trained ones by at most half a quantization step.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
import yaml
from onnx import numpy_helper

from encoder import Encoder
from model import MultiTaskModel

REMEDY = "name a package that export.py wrote, or trained weights (a .pt file)"


def unpack(folder: Path, language: str) -> MultiTaskModel:
    """The model of a package that export.py wrote with kind static or stored."""
    if not (folder / "lexstream.yaml").exists():
        raise SystemExit(f"{folder} has no lexstream.yaml: {REMEDY}")
    definition = yaml.safe_load((folder / "lexstream.yaml").read_text("utf-8"))
    if language not in definition["languages"]:
        raise SystemExit(f"package {folder} is for languages {', '.join(definition['languages'])}, not {language}: name one for {language}")
    graph = onnx.load(str(folder / definition["graph"]["file"])).graph
    tensors = {t.name: np.array(numpy_helper.to_array(t)) for t in graph.initializer}
    if "words.int8" not in tensors or tensors["layer0.qkv.int8"].ndim != 2:
        raise SystemExit(f"the graph of {folder} does not have kind static or stored: {REMEDY}")
    heads = next(a.i for n in graph.node if n.op_type == "MultiHeadAttention" for a in n.attribute if a.name == "num_heads")
    layers = sum(name.endswith(".qkv.int8") for name in tensors)
    vocabulary, width = tensors["words.int8"].shape
    cases = tensors["case"].shape[0] if "case" in tensors else 1
    model = MultiTaskModel(Encoder(vocabulary, width, layers, heads, tensors["layer0.up.int8"].shape[1], cases,
                                   positions=tensors["positions"].shape[0], dropout=0.0))
    state = {"encoder.words.weight": tensors["words.int8"] * tensors["words.scale"],
             "encoder.positions.weight": tensors["positions"],
             "encoder.case.weight": tensors.get("case", np.zeros((1, width), np.float32)),
             "entities.1.weight": tensors["entities.weight"].T, "entities.1.bias": tensors["entities.bias"]}
    norms = {"embeddings": "encoder.norm"}
    for i in range(layers):
        norms |= {f"layer{i}.attention": f"encoder.layers.{i}.attention_norm", f"layer{i}.output": f"encoder.layers.{i}.norm"}
        for part in ("qkv", "out", "up", "down"):
            weight, bias = matrix(tensors, f"layer{i}.{part}")
            state |= {f"encoder.layers.{i}.{part}.weight": weight.T, f"encoder.layers.{i}.{part}.bias": bias}
    for theirs, ours in norms.items():
        state |= {f"{ours}.weight": tensors[f"{theirs}.gamma"], f"{ours}.bias": tensors[f"{theirs}.beta"]}
    for task in ("sentiment", "toxicity"):
        state[f"{task}.attention.weight"] = tensors[f"{task}.attention"].T
        for part in ("dense", "out"):
            state |= {f"{task}.{part}.weight": tensors[f"{task}.{part}.weight"].T, f"{task}.{part}.bias": tensors[f"{task}.{part}.bias"]}
    model.load_state_dict({name: torch.from_numpy(np.ascontiguousarray(value, np.float32)) for name, value in state.items()})
    return model.eval()


def matrix(tensors: dict, name: str):
    """(weight [inputs, outputs], bias): the inverse of GraphBuilder.linear."""
    values, scale = tensors[f"{name}.int8"].astype(np.float64), tensors[f"{name}.scale"].astype(np.float64)
    if f"{name}.inverse" not in tensors:
        return values * scale, tensors[f"{name}.bias"]
    known = (tensors[f"{name}.zeros"].astype(np.float64) @ values) * scale
    return values * scale * tensors[f"{name}.inverse"].astype(np.float64)[:, None], tensors[f"{name}.shifted"] + known
