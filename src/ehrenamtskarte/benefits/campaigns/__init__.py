"""Single codes and raffles."""
