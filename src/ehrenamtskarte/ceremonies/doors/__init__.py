"""Tickets, paired devices and admission at several doors, with and without a network."""
