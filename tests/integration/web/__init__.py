"""Tests of what is answered and sent over HTTP beside Slack."""
