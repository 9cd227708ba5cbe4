"""The action server: one rasa-sdk action a file, thin over the plain functions in bot/answers."""
