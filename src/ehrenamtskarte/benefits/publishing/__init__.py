"""The open data: the whole list as files, its description, its changes, campaigns as a calendar."""
