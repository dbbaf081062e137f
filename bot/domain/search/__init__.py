"""What tickets are found by: what they are, and the words in them."""
