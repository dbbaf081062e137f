"""What the console is told of tickets, and what it tells."""
