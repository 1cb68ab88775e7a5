"""Invitations, answers by a personal link, reminders and the waiting list."""
