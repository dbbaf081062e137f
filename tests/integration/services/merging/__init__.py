"""Two tickets made one, and two again, on both databases."""
