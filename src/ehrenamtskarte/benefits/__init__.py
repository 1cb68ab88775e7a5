"""What companies give to card holders: offers and their decision, finding, redeeming, figures, open data."""
