"""What other programs are given: their tokens, and pages of what they ask for."""
