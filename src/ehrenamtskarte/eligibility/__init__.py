"""Eligibility: which rules hold in a town on a day, and whether a person meets them."""
