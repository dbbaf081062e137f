"""The reader of commands."""
