"""multilingual-e5-small from the installed wheel, run by onnxruntime."""

from bot.nlu.encoder.encoder import Encoder, EncoderError, load

__all__ = ["Encoder", "EncoderError", "load"]
