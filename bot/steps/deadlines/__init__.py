"""What falls due, when, and what is done then."""
