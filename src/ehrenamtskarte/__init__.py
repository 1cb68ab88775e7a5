"""Ehrenamtskarte: confirmed hours, digital cards, benefits and award events."""
