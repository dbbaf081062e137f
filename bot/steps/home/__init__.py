"""What people see on the Home tab."""
