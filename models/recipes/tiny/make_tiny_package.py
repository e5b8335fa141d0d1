"""Writes the tiny model package for the tests of the inference module. It has a few KB and is not trained.

The graph looks up the meaning of each token in a table and pools the meanings. Its inputs and outputs are those of the
default packages. Tests know the results:

    word        meaning
    love, bad   sentiment
    idiot       toxicity
    tim cook    a person; ber+##lin, paris, 北京 places
    xqznan      NaN in every output of its row
    xqzhang     the graph runs for hours, unless the run is terminated
    xqzpoison   an id beyond the table: the graph fails on its whole batch

    python make_tiny_package.py ../../../testing/models/tiny
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SENTIMENT = ["negative", "neutral", "positive"]
TOXICITY = ["clean", "toxic"]
ENTITIES = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]

MEANINGS = {
    **{w: "positive" for w in ["good", "great", "love", "happy", "excellent"]},
    **{w: "negative" for w in ["bad", "awful", "hate", "terrible", "broken"]},
    **{w: "toxic" for w in ["idiot", "stupid"]},
    **{w: "B-PER" for w in ["tim", "angela", "王"]},
    **{w: "I-PER" for w in ["cook", "merkel", "明"]},
    **{w: "B-LOC" for w in ["ber", "paris", "new", "北"]},
    **{w: "I-LOC" for w in ["york", "京"]},
}
PLAIN = """the a and is was in to of it i we he she not very train leaves at nine city went met bought this that
river market house storm tax vote team goal music film phone battery screen price food service room staff""".split()
CHARACTERS = list("abcdefghijklmnopqrstuvwxyz0123456789") + list(".,!?;:'\"()-#@&/%。，！？") + list("我爱的人天在去了是不好")
FEATURES = ["positive", "negative", "toxic"] + ENTITIES[1:]
TOPICS = 8


def vocabulary():
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    words += list(MEANINGS) + PLAIN + ["##lin", "xqznan", "xqzhang"]
    words += [c for c in CHARACTERS if c not in words]
    words += ["##" + c for c in CHARACTERS if c.isascii() and c.isalnum()]
    return words + ["xqzpoison"]


def table(words):
    rng = np.random.default_rng(7)
    rows = np.zeros((len(words) - 1, len(FEATURES) + TOPICS), np.float32)
    rows[4:, len(FEATURES):] = rng.normal(size=(len(words) - 5, TOPICS))
    for word, meaning in MEANINGS.items():
        rows[words.index(word), FEATURES.index(meaning)] = 1
    rows[words.index("xqznan")] = np.nan
    return rows


def projection(columns):
    weights = np.zeros((len(FEATURES) + TOPICS, len(columns)), np.float32)
    for column, (feature, weight) in enumerate(columns):
        if feature is not None:
            weights[FEATURES.index(feature), column] = weight
    return weights


def counting():
    """The body of a loop that does nothing."""
    tensor = helper.make_tensor_value_info
    return helper.make_graph(
        [helper.make_node("Identity", ["go"], ["go_on"]), helper.make_node("Identity", ["seen"], ["seen_on"])],
        "counting",
        [tensor("i", TensorProto.INT64, []), tensor("go", TensorProto.BOOL, []), tensor("seen", TensorProto.FLOAT, [])],
        [tensor("go_on", TensorProto.BOOL, []), tensor("seen_on", TensorProto.FLOAT, [])],
    )


def graph(words):
    constants = {
        "table": table(words),
        "to_sentiment": projection([("negative", 12), (None, 0), ("positive", 12)]),
        "sentiment_bias": np.array([0, 1, 0], np.float32),
        "to_toxicity": projection([(None, 0), ("toxic", 90)]),
        "toxicity_bias": np.array([2, 0], np.float32),
        "to_entities": projection([(None, 0)] + [(label, 9) for label in ENTITIES[1:]]),
        "entities_bias": np.array([4, 0, 0, 0, 0], np.float32),
        "zero": np.array(0, np.int64),
        "one": np.array(1, np.int64),
        "axis_1": np.array([1], np.int64),
        "axis_2": np.array([2], np.int64),
        "least": np.array(1e-9, np.float32),
        "hang": np.array(words.index("xqzhang"), np.int64),
        "long": np.array(1 << 40, np.int64),
        "yes": np.array(True),
    }
    node = helper.make_node
    nodes = [
        node("Gather", ["table", "input_ids"], ["tokens"]),
        # Mean over the row's tokens.
        node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        node("Unsqueeze", ["mask", "axis_2"], ["mask_3"]),
        node("Where", ["present", "tokens", "nothing"], ["masked"]),
        node("ReduceSum", ["masked", "axis_1"], ["sum"], keepdims=0),
        node("ReduceSum", ["mask", "axis_1"], ["count"], keepdims=1),
        node("Div", ["sum", "count"], ["mean"]),
        node("MatMul", ["mean", "to_sentiment"], ["sentiment_raw"]),
        node("Add", ["sentiment_raw", "sentiment_bias"], ["sentiment_counted"]),
        node("Equal", ["input_ids", "hang"], ["hangs"]),
        node("Cast", ["hangs"], ["hangs_i"], to=TensorProto.INT64),
        node("ReduceMax", ["hangs_i"], ["hangs_any"], keepdims=0),
        node("Mul", ["hangs_any", "long"], ["times"]),
        node("Loop", ["times", "yes", "nothing"], ["counted"], body=counting()),
        node("Add", ["sentiment_counted", "counted"], ["sentiment"]),
        node("MatMul", ["mean", "to_toxicity"], ["toxicity_raw"]),
        node("Add", ["toxicity_raw", "toxicity_bias"], ["toxicity"]),
        node("MatMul", ["tokens", "to_entities"], ["entities_raw"]),
        node("Add", ["entities_raw", "entities_bias"], ["entities"]),
        # Mean over each sentence's tokens, of length 1.
        node("ReduceMax", ["sentence_ids"], ["last"], keepdims=0),
        node("Add", ["last", "one"], ["sentences_or_0"]),
        node("Max", ["sentences_or_0", "one"], ["sentences"]),
        node("Range", ["zero", "sentences", "one"], ["numbers"]),
        node("Unsqueeze", ["sentence_ids", "axis_2"], ["ids_3"]),
        node("Equal", ["ids_3", "numbers"], ["member"]),
        node("Cast", ["member"], ["member_f"], to=TensorProto.FLOAT),
        node("Transpose", ["member_f"], ["members"], perm=[0, 2, 1]),
        node("MatMul", ["members", "masked"], ["sentence_sums"]),
        node("ReduceL2", ["sentence_sums", "axis_2"], ["lengths"], keepdims=1),
        node("Max", ["lengths", "least"], ["lengths_safe"]),
        node("Div", ["sentence_sums", "lengths_safe"], ["sentence_vectors"]),
    ]
    constants["nothing"] = np.array(0, np.float32)
    nodes.insert(3, node("Greater", ["mask_3", "nothing"], ["present"]))
    tensor = helper.make_tensor_value_info
    built = helper.make_graph(
        nodes,
        "tiny",
        [tensor(n, TensorProto.INT64, ["rows", "tokens"]) for n in ["input_ids", "attention_mask", "sentence_ids"]],
        [
            tensor("sentiment", TensorProto.FLOAT, ["rows", len(SENTIMENT)]),
            tensor("toxicity", TensorProto.FLOAT, ["rows", len(TOXICITY)]),
            tensor("entities", TensorProto.FLOAT, ["rows", "tokens", len(ENTITIES)]),
            tensor("sentence_vectors", TensorProto.FLOAT, ["rows", "sentences", len(FEATURES) + TOPICS]),
        ],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(built, opset_imports=[helper.make_opsetid("", 18)], ir_version=9, producer_name="lexstream-tiny")
    onnx.checker.check_model(model, full_check=True)
    return model


def tokenizer(words):
    special = [
        {"id": i, "content": words[i], "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
        for i in range(4)
    ]
    return {
        "version": "1.0",
        # Set to check that the library does not truncate or pad.
        "truncation": {"direction": "Right", "max_length": 8, "strategy": "LongestFirst", "stride": 0},
        "padding": {"strategy": {"Fixed": 16}, "direction": "Right", "pad_to_multiple_of": None, "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]"},
        "added_tokens": special,
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
            "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
            "special_tokens": {t: {"id": t, "ids": [words.index(t)], "tokens": [t]} for t in ["[CLS]", "[SEP]"]},
        },
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": {w: i for i, w in enumerate(words)}},
    }


DESCRIPTOR = """name: lexstream-tiny
version: 0.0.1
languages: [en, zh]
license: Apache-2.0
graph:
  file: model.onnx
tokenizer:
  file: tokenizer.json
maxTokens: 32
heads:
  - task: sentiment
    output: sentiment
    labels: [negative, neutral, positive]
    activation: softmax
    temperature: 1.0
  - task: toxicity
    output: toxicity
    labels: [clean, toxic]
    activation: softmax
    temperature: 1.0
    longTexts: worst-window
    cleanLabel: clean
  - task: entities
    output: entities
    labels: [O, B-PER, I-PER, B-LOC, I-LOC]
    activation: softmax
    temperature: 1.0
    aggregation: first
  - task: sentence-vectors
    output: sentence_vectors
    sentences: sentence_ids
"""


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    words = vocabulary()
    assert len(set(words)) == len(words)
    onnx.save(graph(words), folder / "model.onnx")
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer(words), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / "config.json").write_text(json.dumps({"model_type": "bert", "pad_token_id": 0}, indent=1) + "\n")
    (folder / "lexstream.yaml").write_text(DESCRIPTOR)


if __name__ == "__main__":
    main()
