"""Slack's Web API as far as an app needs it; one module per family of methods."""
