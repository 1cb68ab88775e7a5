"""Entries as the office sees them: the formal check, ask-backs, duplicates and the shortlist."""
