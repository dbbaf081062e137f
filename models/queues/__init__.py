"""Rows that wait: what falls due, and what is to be said to Slack."""
