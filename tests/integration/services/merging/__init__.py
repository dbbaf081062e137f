"""Two tickets made one, and two again."""
