"""Pure rules on plain values: no I/O, no clock, every instant passed in."""
