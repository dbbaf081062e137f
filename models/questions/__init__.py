"""Questions that are asked of several tables at once."""
