"""What runs in a transaction that another program asked for, or is told of."""
