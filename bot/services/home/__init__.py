"""Use cases of the Home tab."""
