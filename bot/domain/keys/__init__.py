"""The keys under which rows are found again: each kind is made in one place, and no two kinds are alike."""
