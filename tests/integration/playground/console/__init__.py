"""The playground's help desk, asked as Zendesk is asked."""
