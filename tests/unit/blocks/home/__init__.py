"""The Home tab as blocks."""
