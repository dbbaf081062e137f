"""What the commands about who is on call share."""
