"""Who is there: use cases about people's absences."""
