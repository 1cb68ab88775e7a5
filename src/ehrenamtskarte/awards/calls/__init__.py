"""Calls: what is awarded, to whom, when, and what everybody may read of it."""
