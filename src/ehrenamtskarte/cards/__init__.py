"""Cards: issuing, devices, the code a phone shows, the status list and checking."""
