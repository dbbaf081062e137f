"""The rules of what is agreed with the provider's console."""
