"""What is copied from the console to Slack: each file once, or a sentence why not."""
