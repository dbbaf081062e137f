"""Calls to the support line."""
