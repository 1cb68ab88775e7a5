"""The event itself: place, programme, doors, publication, postponing and cancelling."""
