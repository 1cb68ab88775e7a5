"""Clubs and initiatives: registered, approved by their town, with the people they work with."""
