"""Builds the inference graph of a MultiTaskModel, with all heads, pooling, normalization and fused attention.

The graph is built node by node from ONNX Runtime's fused operators. An export that is optimized by pattern matching is harder
to control. Weights have one of four kinds, see KINDS. In a static graph, some matrices may have the kind `stored`.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from model import MultiTaskModel

KINDS = {
    "float": "float weights, float compute",
    "stored": "int8 weights on disk, converted to floats when the session opens, float compute",
    "blocks": "int8 weights with a scale per block (MatMulNBits), activations rounded per row and block",
    "static": "int8 weights per column, activations rounded with fixed calibrated scales per channel",
}
BLOCK = 128
WEIGHT_LEVELS = 63  # 7 bits, so that the sum of two products with uint8 fits the 16 bits that AVX2 uses
MIGRATION = 0.85


class GraphBuilder:
    def __init__(self, kind: str, scales: dict | None = None, stored: frozenset = frozenset()):
        """`stored`: matrices of a static graph that have the kind `stored`."""
        self.kind, self.scales, self.stored = kind, scales or {}, stored
        self.nodes, self.tensors, self.count = [], [], 0

    def constant(self, name: str, value) -> str:
        self.tensors.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def add(self, op: str, inputs: list[str], name: str = "", domain: str = "", outputs: int = 1, **attributes):
        self.count += 1
        name = name or f"{op}_{self.count}"
        names = [name] if outputs == 1 else [f"{name}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, names, name=f"{op}/{name}", domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def fused(self, op: str, inputs: list[str], name: str = "", **attributes):
        return self.add(op, inputs, name, domain="com.microsoft", **attributes)

    def linear(self, x: str, name: str, layer) -> str:
        """Adds a linear layer."""
        weight, bias = array(layer.weight).T, array(layer.bias)
        if self.kind == "static" and name not in self.stored:
            return self.static_matrix(x, name, weight, bias)
        if self.kind == "blocks":
            return self.block_matrix(x, name, weight, bias)
        return self.add("Add", [self.matrix(x, name, weight), self.constant(f"{name}.bias", bias)])

    def matrix(self, x: str, name: str, weight: np.ndarray) -> str:
        if self.kind == "float":
            return self.add("MatMul", [x, self.constant(f"{name}.weight", weight)], f"{name}.product")
        scale = np.abs(weight).max(0) / 127.0
        int8 = np.round(weight / scale).astype(np.int8)
        floats = self.add("Cast", [self.constant(f"{name}.int8", int8)], to=TensorProto.FLOAT)
        floats = self.add("Mul", [floats, self.constant(f"{name}.scale", scale.astype(np.float32))])
        return self.add("MatMul", [x, floats], f"{name}.product")

    def static_matrix(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        steps, zeros = channel_steps(weight, *self.scales[f"{name}.product"])
        one, none = self.constant(f"{name}.one", np.float32(1)), self.constant(f"{name}.none", np.uint8(0))
        # ONNX Runtime's QuantizeLinear with a scale per channel is several times slower than these three nodes
        int8_x = self.add("Mul", [x, self.constant(f"{name}.inverse", 1 / steps)])
        int8_x = self.add("Add", [int8_x, self.constant(f"{name}.zeros", zeros.astype(np.float32))])
        int8_x = self.add("QuantizeLinear", [int8_x, one, none])
        stretched = weight * steps[:, None]
        scale = (np.abs(stretched).max(0) / WEIGHT_LEVELS).astype(np.float32)
        int8 = np.round(stretched / scale).astype(np.int8)
        # sum((q - zero) * w) = sum(q * w) - sum(zero * w): the second sum is constant and is added to the bias
        known = (zeros.astype(np.float64) @ int8.astype(np.float64)) * scale
        return self.fused("MatMulIntegerToFloat", [
            int8_x, self.constant(f"{name}.int8", int8), one, self.constant(f"{name}.scale", scale), none,
            self.constant(f"{name}.weight_zero", np.zeros(weight.shape[1], np.int8)),
            self.constant(f"{name}.shifted", (bias - known).astype(np.float32))], f"{name}.product")

    def block_matrix(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        inputs, outputs = weight.shape
        blocks = weight.T.reshape(outputs, inputs // BLOCK, BLOCK)
        scale = np.maximum(np.abs(blocks).max(-1) / 127.0, 1e-12).astype(np.float32)
        int8 = np.clip(np.round(blocks / scale[..., None]) + 128, 0, 255).astype(np.uint8)
        return self.fused(
            "MatMulNBits",
            [x, self.constant(f"{name}.int8", int8), self.constant(f"{name}.scale", scale), "", "",
             self.constant(f"{name}.bias", bias)],
            f"{name}.product", K=inputs, N=outputs, bits=8, block_size=BLOCK, accuracy_level=4)


def channel_steps(weight: np.ndarray, low: np.ndarray, high: np.ndarray):
    """(steps, zero points) for each input channel.

    The step of a channel is multiplied into its row of the weights, so steps that fit the activations make the weights
    harder to quantize. A geometric mean balances both (SmoothQuant, Xiao et al., 2023).
    """
    span = np.maximum(high - low, 1e-4)
    steps = span**MIGRATION / np.maximum(np.abs(weight).max(1), 1e-6) ** (1 - MIGRATION)
    steps = steps * (span / steps).max() / 255.0
    return steps.astype(np.float32), np.clip(np.round(-low / steps), 0, 255).astype(np.uint8)


def array(parameter) -> np.ndarray:
    return parameter.detach().float().numpy()


def embed(b: GraphBuilder, encoder) -> str:
    token = "input_ids"
    if encoder.cases > 1:
        size = b.constant("vocabulary", np.int64(encoder.vocabulary))
        token = b.add("Mod", ["input_ids", size])
        case = b.add("Gather", [b.constant("case", array(encoder.case.weight)), b.add("Div", ["input_ids", size])])
    words = array(encoder.words.weight)
    if b.kind == "float":
        x = b.add("Gather", [b.constant("words", words), token])
    else:
        scale = np.maximum(np.abs(words).max(1, keepdims=True) / 127.0, 1e-12).astype(np.float32)
        int8 = b.constant("words.int8", np.round(words / scale).astype(np.int8))
        x = b.add("Cast", [b.add("Gather", [int8, token])], to=TensorProto.FLOAT)
        x = b.add("Mul", [x, b.add("Gather", [b.constant("words.scale", scale), token])])
    length = b.add("Shape", ["input_ids"], start=1, end=2)
    zero = b.constant("zero", np.array([0], np.int64))
    x = b.add("Add", [x, b.add("Slice", [b.constant("positions", array(encoder.positions.weight)), zero, length, zero])])
    if encoder.cases > 1:
        x = b.add("Add", [x, case])
    return norm(b, "embeddings", x, encoder.norm)


def norm(b: GraphBuilder, name: str, x: str, layer_norm) -> str:
    """Uses LayerNormalization, because ONNX Runtime's SkipLayerNormalization is five times slower on a CPU."""
    return b.add("LayerNormalization", [x, b.constant(f"{name}.gamma", array(layer_norm.weight)),
                                        b.constant(f"{name}.beta", array(layer_norm.bias))], epsilon=layer_norm.eps)


def encode(b: GraphBuilder, encoder, x: str, mask: str) -> str:
    for i, layer in enumerate(encoder.layers):
        name = f"layer{i}"
        q, k, v = b.add("Split", [b.linear(x, f"{name}.qkv", layer.qkv)], axis=2, num_outputs=3, outputs=3)
        mixed = b.fused("MultiHeadAttention", [q, k, v, "", mask], num_heads=layer.heads)
        mixed = b.linear(mixed, f"{name}.out", layer.out)
        x = norm(b, f"{name}.attention", b.add("Add", [x, mixed]), layer.attention_norm)
        inner = b.fused("FastGelu", [b.linear(x, f"{name}.up", layer.up)])
        x = norm(b, f"{name}.output", b.add("Add", [x, b.linear(inner, f"{name}.down", layer.down)]), layer.norm)
    return x


def classify(b: GraphBuilder, name: str, head, states: str, closed: str) -> None:
    """`closed` [rows, tokens, 1] is a large negative number for padding, else 0."""
    scores = b.add("MatMul", [states, b.constant(f"{name}.attention", array(head.attention.weight).T)])
    weights = b.add("Softmax", [b.add("Add", [scores, closed])], axis=1)
    weights = b.add("Transpose", [weights], perm=[0, 2, 1])
    mean = b.add("Squeeze", [b.add("MatMul", [weights, states]), b.constant(f"{name}.axis", np.array([1], np.int64))])
    first = b.add("Gather", [states, b.constant(f"{name}.first", np.int64(0))], axis=1)
    pooled = b.add("Concat", [first, mean], axis=1)
    hidden = b.add("MatMul", [pooled, b.constant(f"{name}.dense.weight", array(head.dense.weight).T)])
    hidden = b.fused("FastGelu", [hidden, b.constant(f"{name}.dense.bias", array(head.dense.bias))])
    logits = b.add("MatMul", [hidden, b.constant(f"{name}.out.weight", array(head.out.weight).T)])
    b.add("Add", [logits, b.constant(f"{name}.out.bias", array(head.out.bias))], name)


def sentence_vectors(b: GraphBuilder, states: str) -> None:
    """The mean of each sentence's token vectors, normalized to length 1; zeros for a sentence without tokens."""
    one = b.constant("one", np.int64(1))
    last = b.add("ReduceMax", ["sentence_ids"], keepdims=0)
    count = b.add("Max", [b.add("Add", [last, one]), one])
    numbers = b.add("Range", [b.constant("start", np.int64(0)), count, one])
    numbers = b.add("Unsqueeze", [numbers, b.constant("axes.numbers", np.array([0, 2], np.int64))])
    owners = b.add("Unsqueeze", ["sentence_ids", b.constant("axes.owners", np.array([1], np.int64))])
    members = b.add("Cast", [b.add("Equal", [numbers, owners])], to=TensorProto.FLOAT)
    total = b.add("MatMul", [members, states])
    length = b.add("ReduceL2", [total, b.constant("axes.width", np.array([2], np.int64))], keepdims=1)
    b.add("Div", [total, b.add("Max", [length, b.constant("tiny", np.float32(1e-6))])], "sentence_vectors")


def build(model: MultiTaskModel, kind: str, scales: dict | None = None, stored: frozenset = frozenset(),
          probes: bool = False) -> onnx.ModelProto:
    """Builds the graph. With `probes`, its outputs include the inputs of every matrix, for calibration."""
    b = GraphBuilder(kind, scales, stored)
    mask = b.add("Cast", ["attention_mask"], to=TensorProto.INT32)
    states = encode(b, model.encoder, embed(b, model.encoder), mask)
    open_ = b.add("Unsqueeze", [b.add("Cast", ["attention_mask"], to=TensorProto.FLOAT),
                                b.constant("axes.mask", np.array([2], np.int64))])
    closed = b.add("Mul", [b.add("Sub", [open_, b.constant("full", np.float32(1))]), b.constant("far", np.float32(1e4))])
    classify(b, "sentiment", model.sentiment, states, closed)
    classify(b, "toxicity", model.toxicity, states, closed)
    tagger = model.entities[1]
    tags = b.add("MatMul", [states, b.constant("entities.weight", array(tagger.weight).T)])
    b.add("Add", [tags, b.constant("entities.bias", array(tagger.bias))], "entities")
    sentence_vectors(b, states)

    def value(name, shape, kind=TensorProto.FLOAT):
        return helper.make_tensor_value_info(name, kind, shape)

    width, labels = model.encoder.shape["width"], tagger.out_features
    inputs = [value(n, ["rows", "tokens"], TensorProto.INT64) for n in ("input_ids", "attention_mask", "sentence_ids")]
    outputs = [value("sentiment", ["rows", model.sentiment.out.out_features]),
               value("toxicity", ["rows", model.toxicity.out.out_features]),
               value("entities", ["rows", "tokens", labels]), value("sentence_vectors", ["rows", "sentences", width])]
    if probes:
        outputs += [value(n.input[0], None) for n in b.nodes if n.output[0].endswith(".product")]
    graph = helper.make_graph(b.nodes, "lexstream", inputs, outputs, b.tensors)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="lexstream")
