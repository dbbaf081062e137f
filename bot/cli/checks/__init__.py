"""What `tam-bot check` looks at besides the files themselves: gaps, an edited runbook, Slack."""
