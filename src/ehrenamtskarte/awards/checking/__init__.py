"""The formal check of entries by the office: list, ask-back, decision, duplicates, shortlist."""
