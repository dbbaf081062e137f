"""What goes to the app and comes back: payloads, deliveries, Socket Mode and HTTP, the journal of both."""
