"""Blocks apart from where they stand: what Slack makes of text, what it fills in, what people fill in."""
