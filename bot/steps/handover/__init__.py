"""What cannot wait goes from shift to shift: who has it, the briefs about it, and who confirms them."""
