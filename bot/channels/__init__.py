"""Where people talk with the bot: the website and Microsoft Teams."""
