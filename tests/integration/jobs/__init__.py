"""Due rows, the sweep and the scheduler, on both databases."""
