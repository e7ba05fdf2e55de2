"""Makes `references.json`: features of one synthetic signal, by the libraries that models were trained with.

    pip install numpy kaldi-native-fbank librosa
    python make-references.py

Floats are little-endian 32-bit, integers 16-bit, both in base64.
"""

import base64
import json
import pathlib

import kaldi_native_fbank as knf
import librosa
import numpy as np

RATE = 16000


def signal() -> np.ndarray:
    """0.36 s: a voice-like glide with harmonics and noise, 0.05 s of silence in it, and a DC offset after that."""
    time = np.arange(int(0.36 * RATE)) / RATE
    glide = 2 * np.pi * (110 * time + 60 * time**2)
    voice = sum(np.sin(k * glide) / k for k in range(1, 25))
    noise = np.random.default_rng(7).standard_normal(len(time))
    samples = 5000 * voice * (1 + 0.5 * np.sin(2 * np.pi * 4 * time)) + 500 * noise
    samples[int(0.15 * RATE) : int(0.2 * RATE)] = 0
    samples[int(0.2 * RATE) :] += 300
    return np.clip(np.round(samples), -32768, 32767).astype("<i2")


def kaldi(samples: np.ndarray, frame: dict, mel: dict) -> np.ndarray:
    """[frames × bins]; `samples` in the scale that the model expects."""
    options = knf.FbankOptions()
    options.frame_opts.dither = 0
    options.frame_opts.snip_edges = False
    for name, value in frame.items():
        setattr(options.frame_opts, name, value)
    for name, value in mel.items():
        setattr(options.mel_opts, name, value)
    bank = knf.OnlineFbank(options)
    bank.accept_waveform(RATE, samples.astype(np.float32).tolist())
    bank.input_finished()
    return np.stack([bank.get_frame(index) for index in range(bank.num_frames_ready)])


def whisper(samples: np.ndarray, bins: int) -> np.ndarray:
    """[bins × frames], as in `whisper/audio.py`: padded to 30 s, the first 50 frames of it."""
    padded = np.pad(samples, (0, 30 * RATE - len(samples))).astype(np.float64)
    spectrum = librosa.stft(padded, n_fft=400, hop_length=160, window="hann", pad_mode="reflect", dtype=np.complex128)
    filters = librosa.filters.mel(sr=RATE, n_fft=400, n_mels=bins)
    logarithm = np.log10(np.maximum(filters @ (np.abs(spectrum[:, :-1]) ** 2), 1e-10))
    return ((np.maximum(logarithm, logarithm.max() - 8) + 4) / 4)[:, :50]


def encode(values: np.ndarray, kind: str = "<f4") -> str:
    return base64.b64encode(np.ascontiguousarray(values).astype(kind).tobytes()).decode()


def main() -> None:
    integers = signal()
    unit = integers / 32768
    nemo = {"window_type": "hann", "remove_dc_offset": False}
    gigaam = {**nemo, "preemph_coeff": 0.0, "round_to_power_of_two": False}
    references = {
        "samples": encode(integers, "<i2"),
        "icefall": encode(kaldi(unit, {}, {"num_bins": 80, "low_freq": 20.0, "high_freq": -400.0})),
        "wenet": encode(kaldi(integers, {}, {"num_bins": 80, "low_freq": 20.0, "high_freq": -400.0})),
        "nemo": encode(kaldi(unit, nemo, {"num_bins": 80, "low_freq": 0.0, "high_freq": 0.0, "is_librosa": True})),
        "nemo128": encode(kaldi(unit, nemo, {"num_bins": 128, "low_freq": 0.0, "high_freq": 0.0, "is_librosa": True})),
        "gigaam": encode(kaldi(unit, gigaam, {"num_bins": 64, "low_freq": 0.0, "high_freq": 8000.0})),
        "whisper": encode(whisper(unit, 80)),
        "slaneyFilters": encode(librosa.filters.mel(sr=RATE, n_fft=512, n_mels=20)),
    }
    path = pathlib.Path(__file__).parent / "references.json"
    path.write_text(json.dumps(references, indent=1) + "\n")


main()
