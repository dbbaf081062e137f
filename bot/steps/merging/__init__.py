"""Two tickets that become one, and two again: their facts, their clocks, their alarms."""
