"""Sessions, columns and the schema, on both databases."""
