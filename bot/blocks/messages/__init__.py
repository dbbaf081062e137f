"""Messages of tickets: cards, notices, what threads and triage are told."""
