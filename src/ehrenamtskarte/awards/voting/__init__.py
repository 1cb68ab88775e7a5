"""The public vote: codes, votes, patterns, exclusions and a result anybody can count again."""
