"""Companies, museums, pools and clubs that thank volunteers: their venues, staff, pictures and engagement."""
