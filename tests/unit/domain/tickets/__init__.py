"""The life of a ticket, alone and together with another."""
