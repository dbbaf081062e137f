"""Inbound HTTP beside Slack's."""
