"""Float weights can be read from every kind of graph that models/recipes/graph.py writes. Run with `python -m pytest`."""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
import yaml
from onnx import TensorProto, helper, numpy_helper

from graph_weights import GraphWeights
from package import Package
from pytorch_models import load_models

RECIPES = Path(__file__).resolve().parents[2] / "models" / "recipes"
sys.path.append(str(RECIPES))

from encoder import Encoder  # noqa: E402
from graph import build  # noqa: E402
from model import LABELS, MultiTaskModel  # noqa: E402

SHAPE = dict(vocabulary=50, width=128, layers=2, heads=4, inner=256, cases=3, positions=64)


@pytest.fixture
def model() -> MultiTaskModel:
    torch.manual_seed(7)
    model = MultiTaskModel(Encoder(**SHAPE)).eval()
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.2)
    return model


def ranges() -> dict:
    widths = {"qkv": 128, "out": 128, "up": 128, "down": 256}
    spread = np.random.default_rng(7)
    return {f"layer{i}.{name}.product": (-spread.uniform(1, 4, width), spread.uniform(1, 4, width))
            for i in range(SHAPE["layers"]) for name, width in widths.items()}


@pytest.mark.parametrize("kind", ["float", "stored", "blocks", "static"])
def test_every_matrix_is_read(model, kind, tmp_path):
    # Given
    onnx.save(build(model, kind, ranges() if kind == "static" else None), tmp_path / "model.onnx")

    # When
    weights = GraphWeights(tmp_path / "model.onnx")

    # Then
    for i, layer in enumerate(model.encoder.layers):
        for name in ("qkv", "out", "up", "down"):
            weight, bias = weights.linear(f"layer{i}.{name}")
            expected = getattr(layer, name)
            np.testing.assert_allclose(weight.T, expected.weight.detach(), atol=0 if kind == "float" else 0.03)
            np.testing.assert_allclose(bias, expected.bias.detach(), atol=1e-6 if kind != "static" else 1e-3)


def test_a_matrix_between_quantize_and_dequantize_is_read(tmp_path):
    # Given
    values = np.array([[1, -2, 3], [4, 5, -6]], np.int8)
    scale = np.array([0.5, 0.25, 2.0], np.float32)
    bias = np.array([1, 2, 3], np.float32)
    tensors = {"w": values, "scale": scale, "zeros": np.zeros(3, np.int8), "step": np.float32(0.1), "middle": np.uint8(128), "bias": bias}
    nodes = [helper.make_node("Relu", ["x"], ["positive"]),
             helper.make_node("QuantizeLinear", ["positive", "step", "middle"], ["rounded"]),
             helper.make_node("DequantizeLinear", ["rounded", "step", "middle"], ["input"]),
             helper.make_node("DequantizeLinear", ["w", "scale", "zeros"], ["weight"], axis=1),
             helper.make_node("MatMul", ["input", "weight"], ["layer0.up.product"]),
             helper.make_node("Add", ["layer0.up.product", "bias"], ["y"])]
    value = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["rows", width]) for name, width in (("x", 2), ("y", 3))]
    graph = helper.make_graph(nodes, "qdq", value[:1], value[1:],
                              [numpy_helper.from_array(np.array(t), name) for name, t in tensors.items()])
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9), tmp_path / "model.onnx")

    # When
    weight, found = GraphWeights(tmp_path / "model.onnx").linear("layer0.up")

    # Then
    np.testing.assert_allclose(weight, values * scale)
    np.testing.assert_allclose(found, bias)


def test_the_pytorch_models_give_the_results_of_the_trained_model(model, tmp_path):
    # Given
    onnx.save(build(model, "float"), tmp_path / "model.onnx")
    heads = [{"task": task, "output": task, "labels": labels, "temperature": 1.0} for task, labels in LABELS.items()]
    (tmp_path / "lexstream.yaml").write_text(yaml.safe_dump(
        {"graph": {"file": "model.onnx"}, "tokenizer": {"file": "tokenizer.json"}, "maxTokens": 64, "heads": heads}))
    (tmp_path / "config.json").write_text(json.dumps(
        {"hidden_size": SHAPE["width"], "num_hidden_layers": SHAPE["layers"], "num_attention_heads": SHAPE["heads"],
         "intermediate_size": SHAPE["inner"], "hidden_act": "gelu_new", "max_position_embeddings": SHAPE["positions"]}))
    ids = torch.randint(1, SHAPE["vocabulary"] * SHAPE["cases"], (3, 20))
    mask = (torch.arange(20) < torch.tensor([[20], [13], [2]])).long()

    # When
    models = load_models(Package(tmp_path))

    # Then
    with torch.inference_mode():
        for task, expected in model(ids, mask).items():
            result = models[task](ids, mask)
            if task == "entities":
                result, expected = result[mask == 1], expected[mask == 1]
            torch.testing.assert_close(result, expected, atol=1e-4, rtol=1e-4)
