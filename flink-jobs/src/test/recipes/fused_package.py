"""Makes a tiny model package that tests can break while it runs.

    python fused_package.py ../../../../testing/models/fused

The graph computes sentiment as the sum of one weight per word. Tests can make it fail in three ways:

* a row with the word "poison" makes every run with this row fail (a table is read out of range);
* if the first number of `fuse.bin` is not 0, every run fails;
* the second number of `fuse.bin` is the number of iterations of an empty loop, so a large one makes a run hang.

`fuse.bin` contains an initializer as external data. ONNX Runtime maps the file into memory, so a test that writes to it
in place changes the graph of an open session. Later runs then fail with any input, as after a failure of a GPU.
"""

import json
import pathlib
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "poison", "good", "bad", "fine", "."]
WEIGHTS = {"good": (0.0, 0.0, 4.0), "bad": (4.0, 0.0, 0.0), "fine": (0.0, 4.0, 0.0)}


def constant(name, array):
    return numpy_helper.from_array(np.asarray(array), name)


def fuse():
    tensor = TensorProto(name="fuse", data_type=TensorProto.INT64, dims=[2])
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in (("location", "fuse.bin"), ("offset", "0"), ("length", "16")):
        tensor.external_data.add(key=key, value=value)
    return tensor


def idle_loop():
    return helper.make_graph(
        [
            helper.make_node("Identity", ["go_in"], ["go_out"]),
            # A separate constant: with an initializer of the outer graph, ONNX Runtime 1.29 overflows its stack.
            helper.make_node("Constant", [], ["step"], value=constant("step", np.int64(1))),
            helper.make_node("Add", ["count_in", "step"], ["count_out"]),
        ],
        "idle",
        [
            helper.make_tensor_value_info("iteration", TensorProto.INT64, []),
            helper.make_tensor_value_info("go_in", TensorProto.BOOL, []),
            helper.make_tensor_value_info("count_in", TensorProto.INT64, []),
        ],
        [
            helper.make_tensor_value_info("go_out", TensorProto.BOOL, []),
            helper.make_tensor_value_info("count_out", TensorProto.INT64, []),
        ],
    )


def graph():
    weights = np.array([WEIGHTS.get(word, (0.0, 0.0, 0.0)) for word in WORDS], dtype=np.float32)
    node = helper.make_node
    nodes = [
        # The sum of the weights of all words, without padding.
        node("Gather", ["weights", "input_ids"], ["word_weights"]),
        node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        node("Unsqueeze", ["mask", "last_axis"], ["mask_column"]),
        node("Mul", ["word_weights", "mask_column"], ["kept_weights"]),
        node("ReduceSum", ["kept_weights", "token_axis"], ["sums"], keepdims=0),
        # 1 if a row contains the word "poison", else 0.
        node("Equal", ["input_ids", "poison_id"], ["is_poison"]),
        node("Cast", ["is_poison"], ["poison_count"], to=TensorProto.INT64),
        node("ReduceMax", ["poison_count"], ["poisoned"], keepdims=0),
        # The fuse is added to an input-dependent zero, so that no optimizer reads it at load.
        node("ReduceMax", ["input_ids"], ["largest_id"], keepdims=0),
        node("Mul", ["largest_id", "zero"], ["runtime_zero"]),
        node("Add", ["runtime_zero", "fuse"], ["fuse_now"]),
        node("Gather", ["fuse_now", "zero"], ["blown"]),
        node("Gather", ["fuse_now", "one"], ["idle_runs"]),
        # Index 0 exists, any other does not.
        node("Add", ["poisoned", "blown"], ["index"]),
        node("Gather", ["only_one", "index"], ["factor"]),
        node("Loop", ["idle_runs", "go", "zero"], ["counted"], body=idle_loop()),
        node("Mul", ["counted", "zero"], ["counted_zero"]),
        node("Cast", ["counted_zero"], ["nothing"], to=TensorProto.FLOAT),
        node("Mul", ["sums", "factor"], ["scaled"]),
        node("Add", ["scaled", "nothing"], ["sentiment"]),
    ]
    initializers = [
        constant("weights", weights),
        constant("last_axis", np.array([2], dtype=np.int64)),
        constant("token_axis", np.array([1], dtype=np.int64)),
        constant("poison_id", np.int64(WORDS.index("poison"))),
        constant("zero", np.int64(0)),
        constant("one", np.int64(1)),
        constant("go", np.bool_(True)),
        constant("only_one", np.array([1.0], dtype=np.float32)),
        fuse(),
    ]
    tokens = ["rows", "tokens"]
    return helper.make_graph(
        nodes,
        "fused",
        [
            helper.make_tensor_value_info("input_ids", TensorProto.INT64, tokens),
            helper.make_tensor_value_info("attention_mask", TensorProto.INT64, tokens),
        ],
        [helper.make_tensor_value_info("sentiment", TensorProto.FLOAT, ["rows", 3])],
        initializers,
    )


def tokenizer():
    special = [
        {"id": i, "content": w, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
        for i, w in enumerate(WORDS[:4])
    ]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": special,
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [
                {"SpecialToken": {"id": "[CLS]", "type_id": 0}},
                {"Sequence": {"id": "A", "type_id": 0}},
                {"SpecialToken": {"id": "[SEP]", "type_id": 0}},
            ],
            "pair": [],
            "special_tokens": {
                "[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]},
                "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]},
            },
        },
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": {w: i for i, w in enumerate(WORDS)}, "unk_token": "[UNK]"},
    }


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    model = helper.make_model(graph(), opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="lexstream")
    (folder / "model.onnx").write_bytes(model.SerializeToString(deterministic=True))
    (folder / "fuse.bin").write_bytes(np.array([0, 0], dtype=np.int64).tobytes())
    onnx.checker.check_model(str(folder / "model.onnx"))
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer(), indent=1) + "\n")
    (folder / "config.json").write_text("{}\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
