"""What the big screen shows now."""

from datetime import datetime
from uuid import UUID

from ehrenamtskarte.ceremonies.stage import deck, stage_rules
from ehrenamtskarte.ceremonies.stage.schemas import StageState
from ehrenamtskarte.ceremonies.stage.stage_rules import SlideKind
from ehrenamtskarte.core import db

BEFORE = StageState(SlideKind.WELCOME.value, dark=False, version=0)
"""What is shown before anybody drove."""


async def state(ceremony_id: UUID) -> StageState:
    """What is shown now."""
    found = await db.row("SELECT slide, dark, version FROM stage WHERE ceremony = $1", ceremony_id)
    return StageState(**found) if found else BEFORE


async def show(ceremony_id: UUID, slide: str, *, dark: bool, now: datetime) -> StageState:
    """Show a slide, or turn the screen dark; of two who drive at once the later one counts. Raises SlideUnknown."""
    if slide not in await deck.names(ceremony_id):
        raise stage_rules.SlideUnknown(field="slide")
    found = await db.row(
        "INSERT INTO stage (ceremony, slide, dark, version, changed_at) VALUES ($1, $2, $3, 1, $4)"
        " ON CONFLICT (ceremony) DO UPDATE SET slide = excluded.slide, dark = excluded.dark,"
        " version = stage.version + 1, changed_at = excluded.changed_at RETURNING slide, dark, version",
        ceremony_id,
        slide,
        dark,
        now,
    )
    assert found is not None
    return StageState(**found)
