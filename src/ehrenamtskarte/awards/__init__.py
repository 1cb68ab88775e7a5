"""Awards: calls, entries and nominations, juries, public votes and laureates."""
