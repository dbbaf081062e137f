"""Who is there: use cases about people's absences, and about turns that change hands."""
