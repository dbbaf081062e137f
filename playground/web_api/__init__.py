"""Slack's Web API as far as an app needs it; one room per family of methods."""
