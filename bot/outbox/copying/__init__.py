"""Copying the console's files into threads in Slack."""
