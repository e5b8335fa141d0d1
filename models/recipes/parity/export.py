"""Writes a model in the layout of Hugging Face Optimum."""

import json
import logging
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper

logging.getLogger("torch.onnx").setLevel(logging.ERROR)


class Logits(torch.nn.Module):
    def __init__(self, model, inputs):
        super().__init__()
        self.model, self.inputs = model, inputs

    def forward(self, *tensors):
        return self.model(**dict(zip(self.inputs, tensors))).logits


def save_optimum(folder: Path, model, tokenizer, inputs, layout):
    """`layout`: plain | onnx-folder | external-data | quantized (int8 weights, float arithmetic)."""
    graph = to_onnx(model, inputs)
    check(graph, model, inputs)
    folder.mkdir(parents=True, exist_ok=True)
    if layout == "onnx-folder":
        (folder / "onnx").mkdir(exist_ok=True)
        onnx.save(graph, folder / "onnx" / "model.onnx")
    elif layout == "external-data":
        onnx.save(
            graph, folder / "model.onnx", save_as_external_data=True, location="model.onnx_data", size_threshold=1024
        )
    elif layout == "quantized":
        onnx.save(int8_weights(graph), folder / "model_quantized.onnx")
    else:
        onnx.save(graph, folder / "model.onnx")
    model.config.architectures = [type(model).__name__]
    model.config.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    # Transformers 5 does not write this file, but most folders have it.
    specials = json.dumps(tokenizer.special_tokens_map, indent=2)
    (folder / "special_tokens_map.json").write_text(specials + "\n")


def to_onnx(model, inputs):
    example = tuple(torch.ones(2, 9, dtype=torch.long) for _ in inputs)
    axes = {0: torch.export.Dim("batch_size"), 1: torch.export.Dim("sequence_length")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        program = torch.onnx.export(
            Logits(model, inputs), example, input_names=inputs, output_names=["logits"], dynamic_shapes=((axes,) * len(inputs),),
            dynamo=True, external_data=False, verbose=False, opset_version=18)  # fmt: skip
    graph = program.model_proto
    graph.ir_version = min(graph.ir_version, 10)
    graph.producer_version = ""
    # Remove metadata such as stack traces, which is most of the file.
    del graph.metadata_props[:], graph.graph.metadata_props[:], graph.functions[:], graph.graph.value_info[:]
    for part in [*graph.graph.node, *graph.graph.input, *graph.graph.output, *graph.graph.initializer]:
        del part.metadata_props[:]
        part.doc_string = ""
    for number, node in enumerate(graph.graph.node):
        node.name = f"{node.op_type}_{number}"
    onnx.checker.check_model(graph)
    return graph


def check(graph, model, inputs):
    session = onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
    for rows, tokens in ((1, 3), (3, 40), (2, 200)):
        ids = torch.randint(5, model.config.vocab_size, (rows, tokens))
        mask = torch.ones_like(ids)
        mask[-1, tokens // 2 :] = 0
        ids[mask == 0] = model.config.pad_token_id
        feed = dict(zip(inputs, (ids, mask, torch.zeros_like(ids))))
        real = model(**feed).logits.detach().numpy()
        got = session.run(None, {name: tensor.numpy() for name, tensor in feed.items()})[0]
        valid = mask.numpy() > 0 if real.ndim == 3 else slice(None)
        assert np.abs(real - got)[valid].max() < 1e-5, np.abs(real - got)[valid].max()


def round_weights(model):
    """Rounds every matrix to the 255 values of int8, so that quantization does not change it."""
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.ndim == 2:
                scale = parameter.abs().max() / 127
                parameter.copy_(torch.round(parameter / scale) * scale)


def int8_weights(graph):
    """Stores float matrices as int8 with a scale. Dynamic quantization is not used: there, a row's result depends on its batch."""
    for tensor in [
        t
        for t in graph.graph.initializer
        if t.data_type == TensorProto.FLOAT and len(t.dims) == 2 and np.prod(t.dims) > 64
    ]:
        values = numpy_helper.to_array(tensor)
        scale = np.abs(values).max() / np.float32(127)
        name = tensor.name
        graph.graph.initializer.remove(tensor)
        graph.graph.initializer.extend([
            numpy_helper.from_array(np.round(values / scale).astype(np.int8), name + "_int8"),
            numpy_helper.from_array(np.float32(scale), name + "_scale"),
        ])  # fmt: skip
        graph.graph.node.insert(
            0, helper.make_node("DequantizeLinear", [name + "_int8", name + "_scale"], [name], name + "_dequantized")
        )
    onnx.checker.check_model(graph)
    return graph
