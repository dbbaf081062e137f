"""The bot in a box: what the playground's commands are put together from."""
