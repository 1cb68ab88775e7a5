"""Offers as companies make them: terms kept, changed, registered, and shown as they would look."""
