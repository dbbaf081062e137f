"""The console: a help desk of Zendesk's kind, with its API, its webhooks and the people who work there."""
