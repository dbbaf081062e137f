"""What people see on cards and messages, and are told where they click or write."""
