"""Calls with a form, and what somebody writes into it."""

from typing import Any
from uuid import UUID

import msgspec

from ehrenamtskarte.awards.entering.schemas import EntryDraftIn, EntryStartIn
from ehrenamtskarte.awards.rules import EntrantKind
from ehrenamtskarte.core import db

FORM = [
    {
        "id": "what",
        "kind": "long_text",
        "label": {"de": "Was machen Sie?", "en": "What do you do?"},
        "required": True,
        "most": 50,
    },
    {"id": "people", "kind": "number", "label": {"de": "Wie viele?", "en": "How many?"}, "most": 500},
    {"id": "since", "kind": "date", "label": {"de": "Seit wann?", "en": "Since when?"}},
    {
        "id": "for",
        "kind": "choices",
        "label": {"de": "Für wen?", "en": "For whom?"},
        "most": 1,
        "options": [
            {"id": "old", "label": {"de": "Ältere", "en": "The old"}},
            {"id": "young", "label": {"de": "Junge", "en": "The young"}},
        ],
    },
    {"id": "page", "kind": "link", "label": {"de": "Seite", "en": "Page"}},
]
QUESTIONS = [
    {
        "id": "year",
        "text": {"de": "Gibt es das Projekt seit einem Jahr?", "en": "Is the project a year old?"},
        "must_be": True,
        "refusal": {"de": "Das Projekt muss ein Jahr alt sein.", "en": "The project has to be a year old."},
    }
]


async def ask(call: UUID, form: Any = FORM, questions: Any = QUESTIONS) -> None:
    """Let a call ask these things."""
    await db.execute(
        "UPDATE award_call SET form = $2, questions = $3 WHERE id = $1",
        call,
        _camel(form),
        _camel(questions),
    )


def an_initiative(call: UUID, **more: Any) -> EntryStartIn:
    """Somebody who is not registered enters."""
    values = {
        "kind": EntrantKind.ORGANISATION,
        "name": "Kochgruppe Nippes",
        "postal_code": "50667",
        "eligibility": {"year": True},
        **more,
    }
    return EntryStartIn(call_id=call, **values)


def written(revision: int = 1, **more: Any) -> EntryDraftIn:
    """All that the form above needs."""
    values = {
        "name": "Kochgruppe Nippes",
        "postal_code": "50667",
        "contact_name": "Mia Sommer",
        "contact_email": "mia@example.org",
        "title": "Nachbarn kochen",
        "teaser": "Jeden Freitag kochen wir.",
        "answers": {"what": "Wir kochen."},
        "eligibility": {"year": True},
        **more,
    }
    return EntryDraftIn(revision=revision, **values)


def _camel(value: Any) -> str:
    return msgspec.json.encode(value).decode().replace("must_be", "mustBe")
