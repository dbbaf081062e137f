"""What knocks at the door, without anything behind it."""
