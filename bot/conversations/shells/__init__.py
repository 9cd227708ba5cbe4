"""Thin Rasa shells around bot.conversations."""
