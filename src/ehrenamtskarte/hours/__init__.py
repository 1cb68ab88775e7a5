"""Hours people worked for an organisation: recorded, read from a club's list, confirmed or rejected."""
