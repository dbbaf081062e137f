"""What Slack knows: workspaces, channels, people, messages, views, and what happens to them."""
