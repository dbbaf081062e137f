"""What is said of a ticket and its counterpart in the console."""
