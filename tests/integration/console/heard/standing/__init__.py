"""How a ticket stands in the console, and what of it is followed here."""
