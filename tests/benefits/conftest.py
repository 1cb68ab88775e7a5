"""Each test has its own issuer keys; what the process remembers of the last ones is forgotten."""

from tests.benefits.at_the_till import once_a_day, phone, till, unlimited
from tests.cards.conftest import forget_keys

__all__ = ["forget_keys", "once_a_day", "phone", "till", "unlimited"]
