"""Laureates, and what the big screen shows."""
