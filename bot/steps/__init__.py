"""What runs inside somebody's transaction: assign, start a clock, publish a card, record, climb a rung."""
