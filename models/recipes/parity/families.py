"""The model families: a tiny configuration and a newly trained tokenizer for each."""

import functools
import io
import json
import string
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import regex
import sentencepiece
import transformers
from sentencepiece import sentencepiece_model_pb2
from tokenizers import ByteLevelBPETokenizer

from corpus import CORPUS

POSITIONS = 256
TINY = dict(hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32, initializer_range=0.25)

# A small replacement for the nmt_nfkc table, which takes 240 KB in every tokenizer.json. It has the same kinds of rules:
# one character to many, many to one, to nothing, and special white space to a space.
SPM_RULES = {
    **dict.fromkeys("\u00a0\u2009\u3000\n\t\r\u200b", " "),
    **{"\u00ad": "", "\ufb01": "fi", "\ufb03": "ffi", "\u338f": "kg", "\u00bd": "1\u20442", "\u2026": "..."},
    **{"e\u0301": "\u00e9", "a\u0300": "\u00e0", "u\u0308": "\u00fc"},
    **{chr(0xFF01 + i): chr(0x21 + i) for i in range(94)},
}


# Makes a space and the following letter one token, as in real vocabularies of this kind, with some exceptions.
LETTERS = [" ".join(string.ascii_letters + string.digits)] * 30


@dataclass(frozen=True)
class Family:
    name: str
    config: Callable[..., transformers.PretrainedConfig]
    tokenizer: Callable[[], transformers.PreTrainedTokenizerBase]
    options: dict
    token_types: bool = False


def word_piece(cls, specials=("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"), only=".", **options):
    """A vocabulary of characters and the most frequent beginnings and continuations of words, by count and code point.

    The library's WordPiece trainer is not used: it breaks ties by hash order, so each run gives another vocabulary.
    """
    blank = cls(vocab={token: i for i, token in enumerate(specials)}, **options).backend_tokenizer
    counts, alphabet = Counter(), Counter("abcdefghijklmnopqrstuvwxyz0123456789")
    for line in CORPUS:
        if regex.search(only, line):
            for word, _ in blank.pre_tokenizer.pre_tokenize_str(blank.normalizer.normalize_str(line)):
                alphabet.update(word)
                counts.update(word[:n] for n in range(2, min(6, len(word)) + 1))
                counts.update("##" + word[i : i + n] for i in range(1, len(word)) for n in (1, 2, 3))
    letters = [letter for letter, _ in sorted(alphabet.items(), key=lambda item: (-item[1], item[0]))[:230]]
    pieces = [piece for piece, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    vocab = dict.fromkeys([*specials, *letters, *pieces])
    return cls(vocab={token: i for i, token in enumerate([*vocab][:430])}, model_max_length=POSITIONS, **options)


def byte_level_bpe():
    trainer = ByteLevelBPETokenizer()
    trainer.train_from_iterator(CORPUS + LETTERS, vocab_size=540, min_frequency=2, show_progress=False,
                                special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"])  # fmt: skip
    model = json.loads(trainer._tokenizer.to_str())["model"]
    merges = [tuple(merge) for merge in model["merges"]]
    return transformers.RobertaTokenizer(vocab=model["vocab"], merges=merges, model_max_length=POSITIONS)


@functools.cache
def unigram(lower_case=False):
    """Pieces with scores, without special pieces, and the normalization table of a SentencePiece model."""
    lines = [line.lower() if lower_case else line for line in CORPUS + LETTERS]
    rules = "".join(
        " ".join(f"{ord(c):X}" for c in source) + "\t" + " ".join(f"{ord(c):X}" for c in target) + "\n"
        for source, target in sorted(SPM_RULES.items())
    )
    model = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "rules.tsv"
        table.write_text(rules, encoding="utf-8")
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(lines), model_writer=model, model_type="unigram", vocab_size=430,
            hard_vocab_limit=False, character_coverage=0.985, normalization_rule_tsv=str(table), num_threads=1, minloglevel=2)  # fmt: skip
    proto = sentencepiece_model_pb2.ModelProto.FromString(model.getvalue())
    normal = sentencepiece_model_pb2.ModelProto.SentencePiece.NORMAL
    pieces = [(piece.piece, piece.score) for piece in proto.pieces if piece.type == normal]
    return pieces, proto.normalizer_spec.precompiled_charsmap


def xlm_roberta():
    pieces, charsmap = unigram()
    specials = [(token, 0.0) for token in ("<s>", "<pad>", "</s>", "<unk>")]
    return transformers.XLMRobertaTokenizer(vocab=[*specials, *pieces, ("<mask>", 0.0)],
                                            _spm_precompiled_charsmap=charsmap, model_max_length=POSITIONS)  # fmt: skip


def deberta_v2():
    specials = [(token, 0.0) for token in ("[PAD]", "[CLS]", "[SEP]", "[UNK]")]
    return transformers.DebertaV2Tokenizer(vocab=[*specials, *unigram()[0], ("[MASK]", 0.0)], unk_id=3,
                                           model_max_length=POSITIONS)  # fmt: skip


def albert():
    pieces, charsmap = unigram(lower_case=True)
    specials = [(token, 0.0) for token in ("<pad>", "<unk>", "[CLS]", "[SEP]", "[MASK]")]
    return transformers.AlbertTokenizer(vocab=[*specials, *pieces], _spm_precompiled_charsmap=charsmap,
                                        model_max_length=POSITIONS)  # fmt: skip


BERT = dict(TINY, max_position_embeddings=POSITIONS)
ROBERTA = dict(TINY, max_position_embeddings=POSITIONS + 2, pad_token_id=1, bos_token_id=0, eos_token_id=2)
DEBERTA = dict(
    BERT, relative_attention=True, position_buckets=32, norm_rel_ebd="layer_norm", share_att_key=True,
    pos_att_type=["p2c", "c2p"], position_biased_input=False, type_vocab_size=0, pooler_hidden_size=16)  # fmt: skip
DISTILBERT = dict(
    dim=16, n_layers=2, n_heads=2, hidden_dim=32, initializer_range=0.25, max_position_embeddings=POSITIONS)  # fmt: skip

FAMILIES = {
    family.name: family
    for family in (
        Family("bert", transformers.BertConfig,
               lambda: word_piece(transformers.BertTokenizer), BERT, token_types=True),
        Family("bert-chinese", transformers.BertConfig,
               lambda: word_piece(transformers.BertTokenizer, only=r"\p{Han}"), BERT),
        Family("distilbert", transformers.DistilBertConfig,
               lambda: word_piece(transformers.DistilBertTokenizer), DISTILBERT),
        Family("electra", transformers.ElectraConfig,
               lambda: word_piece(transformers.BertTokenizer), dict(BERT, embedding_size=16), token_types=True),
        Family("mpnet", transformers.MPNetConfig,
               lambda: word_piece(transformers.MPNetTokenizer, ("<s>", "<pad>", "</s>", "[UNK]", "<mask>")), ROBERTA),
        Family("roberta", transformers.RobertaConfig, byte_level_bpe, dict(ROBERTA, type_vocab_size=1)),
        Family("xlm-roberta", transformers.XLMRobertaConfig, xlm_roberta, dict(ROBERTA, type_vocab_size=1)),
        Family("deberta-v2", transformers.DebertaV2Config, deberta_v2, DEBERTA),
        Family("albert", transformers.AlbertConfig, albert,
               dict(BERT, embedding_size=16, pad_token_id=0), token_types=True),
    )
}  # fmt: skip
