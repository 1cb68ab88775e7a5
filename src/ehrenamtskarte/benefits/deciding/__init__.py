"""What offices do with offers: the inbox, decisions, hints, the yearly question, who was asked."""
