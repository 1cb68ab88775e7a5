"""The demo: towns, clubs and volunteers who walk the real ways of the platform, so that a newcomer finds life in it."""
