"""What `tam-bot init` is made of: its questions, what Slack lists to choose from, and the files it writes."""
