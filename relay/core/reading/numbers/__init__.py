"""Numbers in a text, and which of them to call."""
