"""The till: what it keeps, redeeming with and without a network, limits."""
