"""Finding tickets: by what they are, by their words, by what resembles them."""
