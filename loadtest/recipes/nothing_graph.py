"""Creates the graph that computes nothing: it has the inputs and outputs of the default packages, and constant scores.

    python nothing_graph.py ../src/main/resources/io/lexstream/loadtest/systems/nothing.onnx

With this graph, a pipeline shows the cost of everything but the model. Only the shapes of the outputs depend on the
inputs. Requires Python with `onnx` and `numpy`. The result is committed.
"""

import pathlib
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SENTIMENTS, TOXICITIES, TAGS, DIMENSION = 3, 2, 7, 384


def constant(name, array):
    return numpy_helper.from_array(np.asarray(array), name)


def scores(labels):
    """The first label has the highest score for all texts."""
    return np.eye(1, labels, dtype=np.float32)


def graph():
    node = helper.make_node
    nodes = [
        node("Shape", ["input_ids"], ["shape"]),
        node("Shape", ["input_ids"], ["row_count"], start=0, end=1),
        node("ReduceMax", ["sentence_ids"], ["last_sentence"], keepdims=0),
        node("Add", ["last_sentence", "one"], ["sentences"]),
        node("Reshape", ["sentences", "single"], ["sentence_count"]),
        node("Concat", ["row_count", "sentiments"], ["sentiment_shape"], axis=0),
        node("Concat", ["row_count", "toxicities"], ["toxicity_shape"], axis=0),
        node("Concat", ["shape", "tags"], ["entities_shape"], axis=0),
        node("Concat", ["row_count", "sentence_count", "dimension"], ["vectors_shape"], axis=0),
        node("Expand", ["sentiment_scores", "sentiment_shape"], ["sentiment"]),
        node("Expand", ["toxicity_scores", "toxicity_shape"], ["toxicity"]),
        node("Expand", ["tag_scores", "entities_shape"], ["entities"]),
        node("Expand", ["vector", "vectors_shape"], ["sentence_vectors"]),
    ]
    initializers = [
        constant("one", np.int64(1)),
        constant("single", np.array([1], dtype=np.int64)),
        constant("sentiments", np.array([SENTIMENTS], dtype=np.int64)),
        constant("toxicities", np.array([TOXICITIES], dtype=np.int64)),
        constant("tags", np.array([TAGS], dtype=np.int64)),
        constant("dimension", np.array([DIMENSION], dtype=np.int64)),
        constant("sentiment_scores", scores(SENTIMENTS)),
        constant("toxicity_scores", scores(TOXICITIES)),
        constant("tag_scores", scores(TAGS).reshape(1, 1, TAGS)),
        constant("vector", np.full((1, 1, DIMENSION), DIMENSION**-0.5, dtype=np.float32)),
    ]
    tokens = ["rows", "tokens"]
    inputs = ["input_ids", "attention_mask", "sentence_ids"]
    outputs = {
        "sentiment": ["rows", SENTIMENTS],
        "toxicity": ["rows", TOXICITIES],
        "entities": ["rows", "tokens", TAGS],
        "sentence_vectors": ["rows", "sentences", DIMENSION],
    }
    return helper.make_graph(
        nodes,
        "nothing",
        [helper.make_tensor_value_info(name, TensorProto.INT64, tokens) for name in inputs],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()],
        initializers,
    )


def main(file):
    model = helper.make_model(graph(), opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="lexstream")
    onnx.checker.check_model(model)
    file.write_bytes(model.SerializeToString(deterministic=True))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
