"""Linear layers whose matrix products run on 8-bit whole numbers, for training on processors with VNNI.

There a product of bytes is three to four times as fast as one of floats, and bfloat16 is slow. Weights stay floats;
every operand is rounded afresh, with one scale for each row along which it is not summed. Forward products round to
the nearest; gradients round up or down by chance, so that they are right on average (Gupta et al., 2015; Wortsman et
al., 2023). The shipped graphs compute in 8 bits as well, so training also gets used to rounding.

What stands between two products is compiled into one pass over memory, which needs a C++ compiler.
"""

import math

import torch

LEVELS = 127.0
compiled = torch.compile(dynamic=True)


def scale_of(x, axis):
    return x.abs().amax(axis, keepdim=True).clamp_min(1e-20) * (1 / LEVELS)


def rounded(x):
    return torch.round(x).to(torch.int8)


def by_chance(x):
    """Rounds x up or down, up the more likely the nearer; its own last digits are the dice, so runs are repeatable."""
    dice = x * 10007.3
    return torch.floor(x + (dice - torch.floor(dice))).clamp(-LEVELS, LEVELS).to(torch.int8)


@compiled
def by_row(x):
    """(bytes, scale): x is nearly bytes * scale, with one scale a row."""
    scale = scale_of(x, 1)
    return rounded(x * (1 / scale)), scale


@compiled
def by_column(x):
    scale = scale_of(x, 0)
    return rounded(x * (1 / scale)), scale


@compiled
def gradient_by_row(x):
    scale = scale_of(x, 1)
    return by_chance(x * (1 / scale)), scale


@compiled
def gradient_by_column(x, weights):
    """Also the sum of each column, the bias's gradient."""
    weighted = x * weights
    scale = scale_of(weighted, 0)
    return by_chance(weighted * (1 / scale)), scale.t(), x.sum(0)


@compiled
def floats(product, rows, columns):
    return product.float() * rows * columns


@compiled
def floats_by_row(product, rows):
    return product.float() * rows


@compiled
def floats_with_bias(product, rows, columns, bias):
    return product.float() * rows * columns + bias


SLOPE, CUBIC = math.sqrt(2 / math.pi), 0.044715


@compiled
def activate(product, rows, columns, bias):
    """(inputs of GELU, its outputs in bytes by row, their scale)."""
    x = product.float() * rows * columns + bias
    y = 0.5 * x * (1 + torch.tanh(SLOPE * (x + CUBIC * x * x * x)))
    scale = scale_of(y, 1)
    return x, rounded(y * (1 / scale)), scale


@compiled
def activation_gradient(product, rows, columns, x):
    """(gradient before GELU, the same in bytes by row, their scale)."""
    t = torch.tanh(SLOPE * (x + CUBIC * x * x * x))
    slope = 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * SLOPE * (1 + 3 * CUBIC * x * x)
    gradient = product.float() * rows * columns * slope
    scale = scale_of(gradient, 1)
    return gradient, by_chance(gradient * (1 / scale)), scale


def weight_gradient(gradient, inputs, input_scale):
    """(of the weight, of the bias). The inputs' scales go to the gradient's side, where they even tokens out."""
    whole, scale, bias = gradient_by_column(gradient, input_scale)
    return floats_by_row(torch._int_mm(whole.t(), inputs), scale), bias


class Linear(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias):
        """x [tokens, inputs], weight [outputs, inputs] -> [tokens, outputs]."""
        whole_x, scale_x = by_row(x)
        whole_w, scale_w = by_row(weight.detach())
        ctx.save_for_backward(whole_x, scale_x, weight)
        return floats_with_bias(torch._int_mm(whole_x, whole_w.t()), scale_x, scale_w.t(), bias.detach())

    @staticmethod
    def backward(ctx, gradient):
        whole_x, scale_x, weight = ctx.saved_tensors
        gradient = gradient.contiguous()
        whole_g, scale_g = gradient_by_row(gradient)
        whole_w, scale_w = by_column(weight.detach())
        to_x = floats(torch._int_mm(whole_g, whole_w), scale_g, scale_w)
        return to_x, *weight_gradient(gradient, whole_x, scale_x)


class FeedForward(torch.autograd.Function):
    """down(gelu(up(x))), with GELU in its tanh form."""

    @staticmethod
    def forward(ctx, x, up, up_bias, down, down_bias):
        whole_x, scale_x = by_row(x)
        whole_up, scale_up = by_row(up.detach())
        product = torch._int_mm(whole_x, whole_up.t())
        inner, whole_y, scale_y = activate(product, scale_x, scale_up.t(), up_bias.detach())
        whole_down, scale_down = by_row(down.detach())
        ctx.save_for_backward(whole_x, scale_x, up, inner, whole_y, scale_y, down)
        return floats_with_bias(torch._int_mm(whole_y, whole_down.t()), scale_y, scale_down.t(), down_bias.detach())

    @staticmethod
    def backward(ctx, gradient):
        whole_x, scale_x, up, inner, whole_y, scale_y, down = ctx.saved_tensors
        gradient = gradient.contiguous()
        whole_g, scale_g = gradient_by_row(gradient)
        to_down = weight_gradient(gradient, whole_y, scale_y)
        whole_down, scale_down = by_column(down.detach())
        gradient, whole_g, scale_g = activation_gradient(
            torch._int_mm(whole_g, whole_down), scale_g, scale_down, inner)
        to_up = weight_gradient(gradient, whole_x, scale_x)
        whole_up, scale_up = by_column(up.detach())
        to_x = floats(torch._int_mm(whole_g, whole_up), scale_g, scale_up)
        return to_x, *to_up, *to_down


def linear(x, layer):
    return Linear.apply(x.reshape(-1, x.shape[-1]), layer.weight, layer.bias).view(*x.shape[:-1], -1)


def feed_forward(x, up, down):
    flat = x.reshape(-1, x.shape[-1])
    return FeedForward.apply(flat, up.weight, up.bias, down.weight, down.bias).view(x.shape)
