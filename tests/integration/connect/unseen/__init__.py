"""What somebody may not know of, tried by every way in."""
