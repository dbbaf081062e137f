"""Who somebody is, who serves an account, and who is told."""
