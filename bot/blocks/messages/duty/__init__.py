"""What those on duty are told of duty itself: what is handed over to them."""
