"""Danger judged apart from the topic: labels, signals, model, judgement. Free of Rasa."""
