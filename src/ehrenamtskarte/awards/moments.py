"""Moments as others send them."""

from datetime import datetime
from typing import Annotated

import msgspec

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""With its time zone; without one nobody knows which moment is meant."""
