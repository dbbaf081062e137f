"""The parts of business time: zones, weeks, durations, instants."""
