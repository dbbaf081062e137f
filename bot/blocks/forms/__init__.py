"""The forms people fill in, and what they send back."""
