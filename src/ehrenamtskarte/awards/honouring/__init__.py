"""Laureates: decision, embargo, publication, certificates, the archive and the engagement of the month."""
