"""Makes `wenet-reference.json`: what sherpa-onnx for Python recognizes with the streaming WeNet signature model.

    pip install numpy sherpa-onnx
    npx tsx tests/signature-models/write-models.ts FOLDER
    python tests/signature-models/make-wenet-reference.py FOLDER
"""

import json
import pathlib
import sys

import numpy as np
import sherpa_onnx

folder = pathlib.Path(sys.argv[1])
model = folder / "wenet-streaming-ctc"
recognizer = sherpa_onnx.OnlineRecognizer.from_wenet_ctc(
    tokens=str(model / "tokens.txt"),
    model=str(model / "model-streaming.onnx"),
    chunk_size=16,
    num_left_chunks=4,
    num_threads=1,
)
stream = recognizer.create_stream()
stream.accept_waveform(16000, np.fromfile(folder / "audio.f32", "<f4"))
stream.input_finished()
while recognizer.is_ready(stream):
    recognizer.decode_stream(stream)
reference = {"tokens": recognizer.tokens(stream), "timestamps": [round(t, 2) for t in recognizer.timestamps(stream)]}
path = pathlib.Path(__file__).parent / "wenet-reference.json"
path.write_text(json.dumps(reference, ensure_ascii=False) + "\n")
