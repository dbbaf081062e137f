"""The database itself: engine, sessions, schema, and what every table shares."""
