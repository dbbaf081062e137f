"""Whose turn it is to answer, and what is handed on as turns change."""
