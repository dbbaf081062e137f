"""What is kept of the provider's console: which ticket is which there, and what was heard from it."""
