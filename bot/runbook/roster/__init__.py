"""Who works for the provider, by which schedules, and in which team: rows of the runbook made into people."""
