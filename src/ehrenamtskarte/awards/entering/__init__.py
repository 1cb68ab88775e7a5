"""Entries as those who make them see them: drafts, teams, files, submitting, nominating others."""
