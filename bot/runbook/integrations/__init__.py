"""What a runbook says of other programs."""
