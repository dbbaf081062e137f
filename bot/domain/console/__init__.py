"""What is agreed between a ticket here and its counterpart in the provider's console."""
