"""What other programs may know: by which token, and how much of it."""
