"""The jury: rounds, criteria, who judges what, scores, the ranking and the minutes."""
