"""What a ticket tells and what it still lacks."""
