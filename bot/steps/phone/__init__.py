"""What runs in the transaction of a call to the support line."""
