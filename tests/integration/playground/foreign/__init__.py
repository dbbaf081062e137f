"""Small Slack apps that know nothing of tam-bot, in each way an app can be written."""
