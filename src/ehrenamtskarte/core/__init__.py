"""What every domain stands on: settings, errors, database, outbox, time; no words of the domains."""
