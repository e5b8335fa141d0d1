"""One encoder with three trained heads: sentiment and toxicity of a text, entity tags of its words."""

import torch
from torch import nn

from encoder import Encoder

SENTIMENT = ["negative", "neutral", "positive"]
TOXICITY = ["clean", "toxic"]
TAGS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
LABELS = {"sentiment": SENTIMENT, "toxicity": TOXICITY, "entities": TAGS}


class TextHead(nn.Module):
    """Logits [rows, labels] from the first token and an attention-weighted mean of all tokens.

    The attention weights are initially zero, which gives a plain mean.
    """

    def __init__(self, width: int, labels: int, dropout: float):
        super().__init__()
        self.attention = nn.Linear(width, 1, bias=False)
        nn.init.zeros_(self.attention.weight)
        self.dense = nn.Linear(2 * width, width)
        self.out = nn.Linear(width, labels)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states, mask):
        scores = self.attention(states).squeeze(-1) + (1.0 - mask.float()) * -1e4
        mean = (torch.softmax(scores, -1)[:, :, None] * states).sum(1)
        hidden = self.dense(self.dropout(torch.cat([states[:, 0], mean], -1)))
        return self.out(self.dropout(nn.functional.gelu(hidden, approximate="tanh")))


class MultiTaskModel(nn.Module):
    def __init__(self, encoder: Encoder, dropout: float = 0.1):
        super().__init__()
        width = encoder.shape["width"]
        self.encoder = encoder
        self.sentiment = TextHead(width, len(SENTIMENT), dropout)
        self.toxicity = TextHead(width, len(TOXICITY), dropout)
        self.entities = nn.Sequential(nn.Dropout(dropout), nn.Linear(width, len(TAGS)))

    def forward(self, ids, mask):
        """Raw logits by task: sentiment and toxicity [rows, labels], entities [rows, tokens, labels]."""
        states = self.encoder(ids, mask).float()
        return {
            "sentiment": self.sentiment(states, mask),
            "toxicity": self.toxicity(states, mask),
            "entities": self.entities(states),
        }


def save(model: MultiTaskModel, path):
    torch.save({"shape": model.encoder.shape, "state": model.state_dict()}, path)


def load(path) -> MultiTaskModel:
    saved = torch.load(path, weights_only=True)
    model = MultiTaskModel(Encoder(**saved["shape"]))
    model.load_state_dict(saved["state"])
    return model.eval()
