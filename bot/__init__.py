"""tam-bot: a Slack Connect bot that turns chat with your TAMs into routed tickets with a running clock."""
