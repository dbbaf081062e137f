"""What the bot says to Slack: written down with its cause, sent by the relay."""
