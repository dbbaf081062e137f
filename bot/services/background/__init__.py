"""Use cases that nobody asks for: what falls due, what was missed, what is tried again or forgotten."""
