"""Entries by those who take part: drafts, their team and files, handing in, taking back."""
