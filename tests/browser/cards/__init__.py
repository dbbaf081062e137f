"""How cards look: light, dark and on a phone, with one, five and 33 tickets."""
