"""Use cases that other programs ask for."""
