"""What is kept of a conversation, where and for how long: redactor, live state, locks, log.

Each part works without Rasa; `bot.conversations.shells` fits them into it.
"""
