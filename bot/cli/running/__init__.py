"""What a command that runs until it is told to end shares with the others of its kind."""
