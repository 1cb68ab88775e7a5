"""Who could come: from queries, lists and by hand; quotas and the draw."""
