"""What keeps a ticket and its counterpart in the provider's console the same, in anybody's transaction."""
