"""What makes a ticket solvable at first read: example IDs, their age, and what is still missing."""
