"""The outbox, as far as it needs nobody."""
