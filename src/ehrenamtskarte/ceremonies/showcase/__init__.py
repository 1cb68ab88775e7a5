"""What the public sees of an event and of the companies behind it."""
