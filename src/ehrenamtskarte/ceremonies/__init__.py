"""Award events: their programme, guests, invitations, seats, doors, stage, showcase, and what follows them."""
