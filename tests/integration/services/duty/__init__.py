"""What falls due, on both databases."""
