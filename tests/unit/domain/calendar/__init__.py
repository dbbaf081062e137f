"""Business time, its parts and the whole."""
