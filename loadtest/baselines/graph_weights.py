"""Reads float weights from a package's ONNX graph with any kind of weights (see models/recipes/graph.py)."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper

ROUNDING = {"QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear", "Cast"}


class GraphWeights:
    def __init__(self, graph: Path):
        self.model = onnx.load(str(graph))
        nodes = self.model.graph.node
        self.initializers = {tensor.name: tensor for tensor in self.model.graph.initializer}
        self.producers = {name: node for node in nodes for name in node.output}
        self.consumers: dict[str, list] = {}
        for node in nodes:
            for name in node.input:
                self.consumers.setdefault(name, []).append(node)

    def has(self, name: str) -> bool:
        return name in self.initializers or name in self.producers

    def constant(self, name: str) -> np.ndarray:
        """A tensor that does not depend on the graph's inputs: an initializer, or computed from initializers."""
        if name in self.initializers:
            return numpy_helper.to_array(self.initializers[name])
        nodes = self.behind(name)
        if nodes is None:
            raise ValueError(f"graph has no constant {name}: use a package that models/recipes/export.py wrote")
        used = {i for node in nodes for i in node.input}
        graph = helper.make_graph(nodes, "constant", [], [helper.make_empty_tensor_value_info(name)],
                                  [t for t in self.model.graph.initializer if t.name in used])
        model = helper.make_model(graph, opset_imports=self.model.opset_import, ir_version=self.model.ir_version)
        return onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"]).run(None, {})[0]

    def behind(self, name: str) -> list | None:
        """The nodes that compute a constant, in order; None if the tensor depends on an input."""
        if not name or name in self.initializers:
            return []
        node = self.producers.get(name)
        if node is None:
            return None
        nodes: list = []
        for part in map(self.behind, node.input):
            if part is None:
                return None
            nodes += [n for n in part if n not in nodes]
        return nodes + [node]

    def linear(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """Weight [inputs, outputs] and bias [outputs] of the matrix with the output `name.product`."""
        node = self.producers.get(f"{name}.product")
        if node is None:
            raise ValueError(f"graph has no tensor {name}.product: use a package that models/recipes/export.py wrote")
        weight, bias = {"MatMul": self.plain, "MatMulNBits": self.blocks, "MatMulIntegerToFloat": self.integers}[node.op_type](node)
        for after in self.consumers[node.output[0]]:
            other = [i for i in after.input if i != node.output[0]]
            if after.op_type == "Add" and self.behind(other[0]) is not None:
                bias = bias + self.constant(other[0])
        return self.before(node.input[0], weight.astype(np.float64), bias.astype(np.float64))

    def plain(self, node):
        weight = self.constant(node.input[1])
        return weight, np.zeros(weight.shape[1])

    def blocks(self, node):
        attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
        if attributes.get("bits", 4) != 8:
            raise ValueError(f"{node.output[0]} has {attributes.get('bits', 4)} bits per weight, only 8 are supported")
        inputs, outputs = attributes["K"], attributes["N"]
        values = self.constant(node.input[1]).reshape(outputs, -1, attributes["block_size"]).astype(np.float64)
        scale = self.constant(node.input[2]).reshape(outputs, -1, 1)
        zero = self.constant(node.input[3]).reshape(outputs, -1, 1).astype(np.float64) if optional(node, 3) else 128
        weight = ((values - zero) * scale).reshape(outputs, -1)[:, :inputs].T
        return weight, self.constant(node.input[5]) if optional(node, 5) else np.zeros(outputs)

    def integers(self, node):
        zero = self.constant(node.input[5]).astype(np.float64) if optional(node, 5) else 0
        weight = (self.constant(node.input[1]).astype(np.float64) - zero) * self.constant(node.input[3])
        return weight, self.constant(node.input[6]) if optional(node, 6) else np.zeros(weight.shape[1])

    def before(self, name: str, weight: np.ndarray, bias: np.ndarray):
        """Includes the scaling and shifting of a matrix's input, which quantize it, in the matrix."""
        node = self.producers[name]
        while node.op_type in ROUNDING | {"Mul", "Add"}:
            if node.op_type in ROUNDING:
                name = node.input[0]
            else:
                known = [i for i in node.input if self.behind(i) is not None]
                if not known:
                    break
                value = self.constant(known[0]).astype(np.float64)
                if node.op_type == "Add":
                    bias = bias + np.broadcast_to(value, weight.shape[:1]) @ weight
                else:
                    weight = np.broadcast_to(value, weight.shape[:1])[:, None] * weight
                name = next(i for i in node.input if i != known[0])
            node = self.producers[name]
        return weight.astype(np.float32), bias.astype(np.float32)

    def words(self) -> np.ndarray:
        """The embedding of each token id, including that of its letter case."""
        words = self.constant("words").astype(np.float32) if self.has("words") else \
            self.constant("words.int8").astype(np.float32) * self.constant("words.scale")
        if not self.has("case"):
            return words
        return np.concatenate([words + case for case in self.constant("case")])


def optional(node, place: int) -> bool:
    return len(node.input) > place and bool(node.input[place])
