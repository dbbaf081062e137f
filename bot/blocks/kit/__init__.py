"""What every message and form is made of: ids, literal text, rich text, small parts."""
