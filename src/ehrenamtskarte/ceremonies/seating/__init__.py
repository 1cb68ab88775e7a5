"""Rooms, tables and rows, who sits where, place cards."""
