"""Int8 linear layers: linear layers whose matrix products use 8-bit integers, for training on processors with VNNI.

On these processors an int8 product is three to four times as fast as a float one, and bfloat16 is slow. Weights stay
floats. Each operand is quantized for each product, with one scale per row (or column) that the product does not sum over.
Forward products round to nearest. Gradients use stochastic rounding, which is unbiased (Gupta et al., 2015; Wortsman
et al., 2023). The shipped graphs compute in int8 as well, so training also adapts the model to rounding.

The operations between two products are compiled into one pass over memory, which needs a C++ compiler.
"""

import math

import torch

LEVELS = 127.0
compiled = torch.compile(dynamic=True)


def scale_of(x, axis):
    return x.abs().amax(axis, keepdim=True).clamp_min(1e-20) * (1 / LEVELS)


def round_to_nearest(x):
    return torch.round(x).to(torch.int8)


def round_stochastically(x):
    """Rounds x up with a probability equal to its fraction, else down.

    The random number is a hash of x itself, so runs are repeatable.
    """
    hashed = x * 10007.3
    return torch.floor(x + (hashed - torch.floor(hashed))).clamp(-LEVELS, LEVELS).to(torch.int8)


@compiled
def quantize_rows(x):
    """(int8 values, scales): x is approximately values * scales, with one scale per row."""
    scale = scale_of(x, 1)
    return round_to_nearest(x * (1 / scale)), scale


@compiled
def quantize_columns(x):
    """As quantize_rows, with one scale per column."""
    scale = scale_of(x, 0)
    return round_to_nearest(x * (1 / scale)), scale


@compiled
def quantize_gradient_rows(x):
    scale = scale_of(x, 1)
    return round_stochastically(x * (1 / scale)), scale


@compiled
def quantize_gradient_columns(x, weights):
    """(int8 values, scales, sum of each column). The sums are the gradient of the bias."""
    weighted = x * weights
    scale = scale_of(weighted, 0)
    return round_stochastically(weighted * (1 / scale)), scale.t(), x.sum(0)


@compiled
def dequantize(product, rows, columns):
    return product.float() * rows * columns


@compiled
def dequantize_rows(product, rows):
    return product.float() * rows


@compiled
def dequantize_with_bias(product, rows, columns, bias):
    return product.float() * rows * columns + bias


SLOPE, CUBIC = math.sqrt(2 / math.pi), 0.044715


@compiled
def activate(product, rows, columns, bias):
    """(inputs of GELU, its outputs as int8 values per row, their scales)."""
    x = product.float() * rows * columns + bias
    y = 0.5 * x * (1 + torch.tanh(SLOPE * (x + CUBIC * x * x * x)))
    scale = scale_of(y, 1)
    return x, round_to_nearest(y * (1 / scale)), scale


@compiled
def activation_gradient(product, rows, columns, x):
    """(gradient of the inputs of GELU, the same as int8 values per row, their scales)."""
    t = torch.tanh(SLOPE * (x + CUBIC * x * x * x))
    slope = 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * SLOPE * (1 + 3 * CUBIC * x * x)
    gradient = product.float() * rows * columns * slope
    scale = scale_of(gradient, 1)
    return gradient, round_stochastically(gradient * (1 / scale)), scale


def weight_gradient(gradient, inputs, input_scale):
    """(gradient of the weight, of the bias). The gradient is multiplied by the scales of the inputs before quantization."""
    values, scale, bias = quantize_gradient_columns(gradient, input_scale)
    return dequantize_rows(torch._int_mm(values.t(), inputs), scale), bias


class Linear(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias):
        """x [tokens, inputs], weight [outputs, inputs] -> [tokens, outputs]."""
        int8_x, scale_x = quantize_rows(x)
        int8_w, scale_w = quantize_rows(weight.detach())
        ctx.save_for_backward(int8_x, scale_x, weight)
        return dequantize_with_bias(torch._int_mm(int8_x, int8_w.t()), scale_x, scale_w.t(), bias.detach())

    @staticmethod
    def backward(ctx, gradient):
        int8_x, scale_x, weight = ctx.saved_tensors
        gradient = gradient.contiguous()
        int8_g, scale_g = quantize_gradient_rows(gradient)
        int8_w, scale_w = quantize_columns(weight.detach())
        to_x = dequantize(torch._int_mm(int8_g, int8_w), scale_g, scale_w)
        return to_x, *weight_gradient(gradient, int8_x, scale_x)


class FeedForward(torch.autograd.Function):
    """down(gelu(up(x))), with the tanh form of GELU."""

    @staticmethod
    def forward(ctx, x, up, up_bias, down, down_bias):
        int8_x, scale_x = quantize_rows(x)
        int8_up, scale_up = quantize_rows(up.detach())
        product = torch._int_mm(int8_x, int8_up.t())
        inner, int8_y, scale_y = activate(product, scale_x, scale_up.t(), up_bias.detach())
        int8_down, scale_down = quantize_rows(down.detach())
        ctx.save_for_backward(int8_x, scale_x, up, inner, int8_y, scale_y, down)
        return dequantize_with_bias(torch._int_mm(int8_y, int8_down.t()), scale_y, scale_down.t(), down_bias.detach())

    @staticmethod
    def backward(ctx, gradient):
        int8_x, scale_x, up, inner, int8_y, scale_y, down = ctx.saved_tensors
        gradient = gradient.contiguous()
        int8_g, scale_g = quantize_gradient_rows(gradient)
        to_down = weight_gradient(gradient, int8_y, scale_y)
        int8_down, scale_down = quantize_columns(down.detach())
        gradient, int8_g, scale_g = activation_gradient(
            torch._int_mm(int8_g, int8_down), scale_g, scale_down, inner)
        to_up = weight_gradient(gradient, int8_x, scale_x)
        int8_up, scale_up = quantize_columns(up.detach())
        to_x = dequantize(torch._int_mm(int8_g, int8_up), scale_g, scale_up)
        return to_x, *to_up, *to_down


def linear(x, layer):
    """Applies an nn.Linear to x [rows, tokens, inputs]."""
    return Linear.apply(x.reshape(-1, x.shape[-1]), layer.weight, layer.bias).view(*x.shape[:-1], -1)


def feed_forward(x, up, down):
    """down(gelu(up(x))) for x [rows, tokens, width]."""
    flat = x.reshape(-1, x.shape[-1])
    return FeedForward.apply(flat, up.weight, up.bias, down.weight, down.bias).view(x.shape)
