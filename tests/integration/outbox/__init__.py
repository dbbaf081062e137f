"""The outbox and its relay, on both databases."""
