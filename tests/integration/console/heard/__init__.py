"""What is heard from the console: taken in once, at its own time, however it is told."""
