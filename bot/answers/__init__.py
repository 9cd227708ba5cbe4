"""What the bot says: facts filled into answers, computed answers, suggestions."""
