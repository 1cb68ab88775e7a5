"""One criterion of the card per module: a pure function from rules, engagement and day to its answer."""
