"""Understanding of messages: spelling, sentence vectors, intents, entities."""
