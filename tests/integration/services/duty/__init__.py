"""Who is there: absences, schedules and turns that change hands."""
