"""The chat of a web page, and the pages around it. The channel serves what is made here."""
