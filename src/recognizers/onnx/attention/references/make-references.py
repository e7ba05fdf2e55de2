"""Makes small attention models with random weights in the exact form of the common ONNX export, and what references
compute with them: transformers (PyTorch) without any cache, for greedy search, beam search, languages and attention.

Usage, with torch, transformers 4.49, optimum 1.24 and onnx installed: python make-references.py
"""
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from optimum.exporters.onnx import main_export
from optimum.exporters.onnx.model_configs import WhisperOnnxConfig
from optimum.onnx import merge_decoders
from transformers import (
    DynamicCache,
    EncoderDecoderCache,
    GenerationConfig,
    MoonshineConfig,
    MoonshineForConditionalGeneration,
    WhisperConfig,
    WhisperFeatureExtractor,
    WhisperForConditionalGeneration,
)
from transformers.models.moonshine import modeling_moonshine

HERE = Path(__file__).parent
SAMPLES = 16000 * 2


def samples():
    """Two seconds of two tones that rise, from a formula that TypeScript repeats."""
    t = np.arange(SAMPLES) / 16000
    return (0.3 * np.sin(2 * np.pi * (200 + 150 * t) * t) + 0.2 * np.sin(2 * np.pi * 900 * t * t)).astype(np.float32)


def byte_characters():
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    rest = [b for b in range(256) if b not in printable]
    return {b: chr(b) for b in printable} | {b: chr(256 + i) for i, b in enumerate(rest)}


def tokenizer_json(pieces, special, decoder):
    vocab = {piece: i for i, piece in enumerate(pieces)}
    added = [{"id": i, "content": c, "special": True} for c, i in special.items()]
    return {"version": "1.0", "added_tokens": added, "decoder": decoder, "model": {"type": "BPE", "vocab": vocab, "merges": []}}


def whisper_tokens():
    characters = byte_characters()
    words = [" the", " cat", " sat", "on", " mat", ".", " 東京", " é"]
    pieces = list(characters.values()) + ["".join(characters[b] for b in w.encode()) for w in words[:3] + words[4:5]]
    end = len(pieces)
    names = ["<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|de|>", "<|ja|>", "<|translate|>", "<|transcribe|>",
             "<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>"]
    special = {name: end + i for i, name in enumerate(names)}
    return tokenizer_json(pieces, special, {"type": "ByteLevel"}), special, end + len(names) + 4


def moonshine_tokens():
    pieces = ["<unk>", "<s>", "</s>"] + [f"<0x{b:02X}>" for b in range(256)] + ["▁the", "▁cat", "▁sat", "s", "▁mat"]
    special = {"<unk>": 0, "<s>": 1, "</s>": 2, "<<ST_0>>": len(pieces)}
    return tokenizer_json(pieces, special, {"type": "Sequence"}), special, len(pieces) + 1


class TimedWhisperConfig(WhisperOnnxConfig):
    """With the attention to the encoder's frames, as the exports called `_timestamped` have it."""

    @property
    def inputs(self):
        own = super().inputs
        own.pop("cache_position", None)
        return own

    @property
    def outputs(self):
        own = super().outputs
        if self._behavior.value == "decoder":
            for layer in range(self._config.decoder_layers):
                own[f"cross_attentions.{layer}"] = {0: "batch_size", 2: "decoder_sequence_length", 3: "encoder_sequence_length_out"}
        return own


def rotary(q, k, cos, sin, position_ids=None, unsqueeze_dim=1):
    """As transformers has it, in operations that the exporter knows the ranks of."""
    twice = lambda x: torch.stack((x, x), dim=-1).flatten(-2)
    half = lambda x: torch.stack((-x[..., 1::2], x[..., 0::2]), dim=-1).flatten(-2)
    cos, sin = cos.unsqueeze(unsqueeze_dim), sin.unsqueeze(unsqueeze_dim)
    size = cos.shape[-1]
    cos, sin = twice(cos[..., : size // 2]), twice(sin[..., : size // 2])
    turn = lambda x: torch.cat([x[..., :size] * cos + half(x[..., :size]) * sin, x[..., size:]], dim=-1)
    return turn(q), turn(k)


class MoonshineStep(torch.nn.Module):
    """One run of Moonshine's decoder, with and without the keys and values of earlier tokens."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, encoder_hidden_states, *past):
        layers = [past[at : at + 4] for at in range(0, len(past), 4)]
        own, cross = DynamicCache(), DynamicCache()
        for layer, (key, value, encoder_key, encoder_value) in enumerate(layers):
            own.update(key, value, layer)
            cross.update(encoder_key, encoder_value, layer)
        cache = EncoderDecoderCache(own, cross)
        out = self.model(
            encoder_outputs=(encoder_hidden_states,), decoder_input_ids=input_ids, past_key_values=cache, use_cache=True
        )
        found = out.past_key_values
        present = [
            tensor
            for layer in range(len(found.self_attention_cache.key_cache))
            for part in ((found.self_attention_cache, found.cross_attention_cache) if not past else (found.self_attention_cache,))
            for tensor in (part.key_cache[layer], part.value_cache[layer])
        ]
        return (out.logits, *present)


class MoonshineEncoding(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_values):
        return self.model.model.encoder(input_values).last_hidden_state


def export_moonshine(model, target):
    target.mkdir(exist_ok=True)
    model.config._attn_implementation = "eager"
    encoder, step = MoonshineEncoding(model).eval(), MoonshineStep(model).eval()
    layers = model.config.decoder_num_hidden_layers
    torch.onnx.export(
        encoder, (torch.randn(1, 16000),), str(target / "encoder_model.onnx"), input_names=["input_values"],
        output_names=["last_hidden_state"], opset_version=14,
        dynamic_axes={"input_values": {0: "batch_size", 1: "num_samples"}, "last_hidden_state": {0: "batch_size", 1: "frames"}},
    )
    parts = [f"{layer}.{part}.{kind}" for layer in range(layers) for part in ("decoder", "encoder") for kind in ("key", "value")]
    axes = {
        "input_ids": {0: "batch_size", 1: "decoder_sequence_length"},
        "encoder_hidden_states": {0: "batch_size", 1: "encoder_sequence_length"},
        "logits": {0: "batch_size", 1: "decoder_sequence_length"},
        **{f"{prefix}.{p}": {0: "batch_size", 2: f"{p.split('.')[1]}_length{suffix}"} for p in parts for prefix, suffix in (("past_key_values", ""), ("present", "_out"))},
    }
    with tempfile.TemporaryDirectory() as work, torch.no_grad():
        ids, states = torch.tensor([[1, 5]] * 2), torch.randn(2, 40, model.config.hidden_size)
        outputs = step(ids, states)
        torch.onnx.export(
            step, (ids, states), f"{work}/first.onnx", input_names=["input_ids", "encoder_hidden_states"],
            output_names=["logits", *(f"present.{p}" for p in parts)], dynamic_axes=axes, opset_version=14,
        )
        torch.onnx.export(
            step, (ids[:, :1], states, *outputs[1:]), f"{work}/next.onnx",
            input_names=["input_ids", "encoder_hidden_states", *(f"past_key_values.{p}" for p in parts)],
            output_names=["logits", *(f"present.{p}" for p in parts if ".decoder." in p)], dynamic_axes=axes, opset_version=14,
        )
        merge_decoders(f"{work}/first.onnx", f"{work}/next.onnx", save_path=str(target / "decoder_model_merged.onnx"), strict=False)


def export_whisper(model, target):
    with tempfile.TemporaryDirectory() as work:
        model.save_pretrained(f"{work}/model")
        config = TimedWhisperConfig(config=model.config, task="automatic-speech-recognition", use_past=True, use_past_in_inputs=True)
        main_export(
            f"{work}/model",
            f"{work}/onnx",
            task="automatic-speech-recognition-with-past",
            do_validation=False,
            custom_onnx_configs={
                "encoder_model": config.with_behavior("encoder"),
                "decoder_model": config.with_behavior("decoder", use_past=True, use_past_in_inputs=False),
                "decoder_with_past_model": config.with_behavior("decoder", use_past=True, use_past_in_inputs=True),
            },
            model_kwargs={"output_attentions": True},
        )
        target.mkdir(exist_ok=True)
        for name in ("encoder_model.onnx", "decoder_model_merged.onnx"):
            shutil.copy(f"{work}/onnx/{name}", target / name)


def finish(family, tokens, generation, target):
    for name in ("encoder_model.onnx", "decoder_model_merged.onnx"):
        found = onnx.load(target / name)
        # Where each node comes from in the Python sources: as large as the weights.
        for graph in [found.graph, *(a.g for n in found.graph.node for a in n.attribute if a.HasField("g"))]:
            for node in graph.node:
                node.ClearField("doc_string")
        onnx.save(found, target / name)
    (target / "config.json").write_text(json.dumps({"model_type": family}, indent=1) + "\n")
    (target / "generation_config.json").write_text(json.dumps(generation, indent=1) + "\n")
    (target / "tokenizer.json").write_text(json.dumps(tokens, ensure_ascii=False) + "\n")


def sharpen(model):
    """Random weights that differ enough for their outputs to depend on what they are given."""
    generator = torch.Generator().manual_seed(7)
    with torch.no_grad():
        for name, value in model.named_parameters():
            if value.dim() > 1 and "encoder.embed_positions" not in name:
                scale = 0.6 if "embed_tokens" in name else 1.8
                value.copy_(torch.randn(value.shape, generator=generator) * (scale / value.shape[-1] ** 0.5))


def greedy(logits_of, prompt, end, suppressed, first, steps):
    tokens, scores = [], []
    for _ in range(steps):
        row = logits_of(prompt + tokens)[-1].clone()
        row[suppressed] = -torch.inf
        if not tokens:
            row[first] = -torch.inf
        scores.append(round(float(torch.log_softmax(row, -1).max()), 5))
        tokens.append(int(row.argmax()))
        if tokens[-1] == end:
            break
    return {"tokens": tokens, "logProbabilities": scores}


def whisper():
    tokens, special, size = whisper_tokens()
    end, start = special["<|endoftext|>"], special["<|startoftranscript|>"]
    config = WhisperConfig(
        vocab_size=size, d_model=16, encoder_layers=1, decoder_layers=2, encoder_attention_heads=2,
        decoder_attention_heads=2, encoder_ffn_dim=32, decoder_ffn_dim=32, num_mel_bins=80, max_target_positions=96,
        bos_token_id=end, eos_token_id=end, pad_token_id=end, decoder_start_token_id=start, suppress_tokens=None,
        begin_suppress_tokens=None, attn_implementation="eager",
    )
    torch.manual_seed(1)
    model = WhisperForConditionalGeneration(config).eval()
    sharpen(model)
    model.generation_config = GenerationConfig(eos_token_id=end, decoder_start_token_id=start, pad_token_id=end)
    # Letters, spaces and the longer pieces: what it says can be read.
    letters = [i for i, b in enumerate(byte_characters()) if b not in range(0x61, 0x7B) and b != 0x20]
    generation = {"is_multilingual": True, "suppress_tokens": letters, "begin_suppress_tokens": [65, end], "alignment_heads": [[0, 1], [1, 0]]}
    export_whisper(model, HERE / "whisper")
    finish("whisper", tokens, generation, HERE / "whisper")
    features = WhisperFeatureExtractor(feature_size=80)(samples(), sampling_rate=16000, return_tensors="pt")["input_features"]
    with torch.no_grad():
        states = model.model.encoder(features).last_hidden_state
        run = lambda ids, **more: model(encoder_outputs=(states,), decoder_input_ids=torch.tensor([ids]), use_cache=False, **more)
        prompt = [start, special["<|de|>"], special["<|transcribe|>"], special["<|notimestamps|>"]]
        control = [t for t in range(end + 1, size)]
        suppressed = generation["suppress_tokens"] + control
        found = greedy(lambda ids: run(ids).logits[0], prompt, end, suppressed, generation["begin_suppress_tokens"], 24)
        languages = torch.softmax(run([start]).logits[0, 0, [special[f"<|{c}|>"] for c in ("en", "de", "ja")]], -1)
        no_speech = torch.softmax(run(prompt).logits[0, 0], -1)[special["<|nospeech|>"]]
        attended = run(prompt + found["tokens"][:12], output_attentions=True).cross_attentions
        mean = torch.stack([attended[layer][0, head, :, :100] for layer, head in generation["alignment_heads"]]).double()
    return {
        **found,
        "languages": {c: round(float(p), 5) for c, p in zip(("en", "de", "ja"), languages)},
        "noSpeech": round(float(no_speech), 6),
        "starts": starts_of(mean, len(prompt) - 1),
    }


def starts_of(weights, start):
    """As `timing.py` of openai/whisper computes it."""
    from scipy.signal import medfilt
    std, mean = torch.std_mean(weights, dim=-2, keepdim=True, unbiased=False)
    weights = ((weights - mean) / std).numpy()
    padded = np.pad(weights, ((0, 0), (0, 0), (3, 3)), mode="reflect")
    smooth = np.stack([[medfilt(row, 7)[3:-3] for row in head] for head in padded]).mean(axis=0)[start:]
    cost = np.full((smooth.shape[0] + 1, smooth.shape[1] + 1), np.inf)
    trace = -np.ones(cost.shape, dtype=int)
    cost[0, 0] = 0
    for j in range(1, cost.shape[1]):
        for i in range(1, cost.shape[0]):
            c0, c1, c2 = cost[i - 1, j - 1], cost[i - 1, j], cost[i, j - 1]
            best, step = (c0, 0) if c0 < c1 and c0 < c2 else (c1, 1) if c1 < c0 and c1 < c2 else (c2, 2)
            cost[i, j], trace[i, j] = best - smooth[i - 1, j - 1], step
    i, j, path = smooth.shape[0], smooth.shape[1], []
    trace[0, :], trace[:, 0] = 2, 1
    while i > 0 or j > 0:
        path.append((i - 1, j - 1))
        step = trace[i, j]
        i, j = i - (step != 2), j - (step != 1)
    rows, frames = zip(*path[::-1])
    return [int(frames[k]) for k in range(len(rows)) if k == 0 or rows[k] != rows[k - 1]]


def moonshine():
    tokens, special, size = moonshine_tokens()
    config = MoonshineConfig(
        vocab_size=size, hidden_size=40, intermediate_size=32, encoder_num_hidden_layers=1, decoder_num_hidden_layers=2,
        encoder_num_attention_heads=2, decoder_num_attention_heads=2, encoder_num_key_value_heads=2,
        decoder_num_key_value_heads=2, pad_head_dim_to_multiple_of=None, max_position_embeddings=194,
        attn_implementation="eager",
    )
    expected = modeling_moonshine.apply_rotary_pos_emb
    given = (torch.randn(1, 2, 3, 20), torch.randn(1, 2, 3, 20), torch.randn(1, 3, 18), torch.randn(1, 3, 18))
    assert all(torch.allclose(a, b) for a, b in zip(expected(*given), rotary(*given)))
    modeling_moonshine.apply_rotary_pos_emb = rotary
    torch.manual_seed(2)
    model = MoonshineForConditionalGeneration(config).eval()
    sharpen(model)
    generation = {"decoder_start_token_id": 1, "eos_token_id": 2}
    export_moonshine(model, HERE / "moonshine")
    finish("moonshine", tokens, generation, HERE / "moonshine")
    with torch.no_grad():
        states = model.model.encoder(torch.tensor(samples())[None]).last_hidden_state
        run = lambda ids: model(encoder_outputs=(states,), decoder_input_ids=torch.tensor([ids]), use_cache=False)
        return greedy(lambda ids: run(ids).logits[0], [1], 2, [0, 1, special["<<ST_0>>"]], [], 20)


if __name__ == "__main__":
    for name in ("whisper", "moonshine"):
        shutil.rmtree(HERE / name, ignore_errors=True)
    found = {"whisper": whisper(), "moonshine": moonshine()}
    (HERE / "references.json").write_text(json.dumps(found) + "\n")
