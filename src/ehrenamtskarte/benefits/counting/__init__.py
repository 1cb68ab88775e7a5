"""How often offers were seen, opened and redeemed; the sheets that companies print."""
