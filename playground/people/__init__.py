"""What a person does and sees: by id for the page, by name for tests and scenarios."""
