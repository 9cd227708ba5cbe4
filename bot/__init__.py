"""The assistant: understanding, dialogue, answers, facts."""
