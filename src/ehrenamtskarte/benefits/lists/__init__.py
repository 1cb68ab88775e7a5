"""Existing lists of offers, read as they are: columns, values, places, duplicates, and what taking them over does."""
