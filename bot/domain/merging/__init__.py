"""Two tickets that are one matter: what survives."""
