"""Issuing bodies to test with."""

from dataclasses import dataclass

import pytest

from ehrenamtskarte.core.actor import Actor, MembershipOf, Role
from ehrenamtskarte.core.ids import new_id
from ehrenamtskarte.regions import issuing_bodies
from ehrenamtskarte.regions.issuing_bodies import IssuingBodyInFull
from ehrenamtskarte.regions.rules import IssuingBodyKind


@dataclass(frozen=True)
class Bodies:
    """Creates issuing bodies as the state office does."""

    actor: Actor

    async def create(
        self, name: str, *towns: str, kind: IssuingBodyKind = IssuingBodyKind.MUNICIPALITY
    ) -> IssuingBodyInFull:
        return await issuing_bodies.create_issuing_body(
            name, kind, towns, email="ehrenamt@example.org", actor=self.actor
        )


@pytest.fixture
def bodies(database: None) -> Bodies:
    return Bodies(Actor(new_id(), (MembershipOf(Role.STATE_OFFICE, new_id()),), second_factor=True))
