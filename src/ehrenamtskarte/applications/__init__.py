"""From the offer of a card to the decision on it: offers, applications, and what case workers decide."""
