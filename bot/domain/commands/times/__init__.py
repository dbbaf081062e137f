"""Days, times, instants and stretches of time as people write them."""
