"""What every answer goes through: problem details, headers, origin check, idempotency, measurements."""
