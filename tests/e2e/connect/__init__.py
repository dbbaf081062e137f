"""Slack Connect, from one company to the other."""
