"""What a call still lacks before everybody may see it; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ehrenamtskarte.awards.phases import Phase, phase_of
from ehrenamtskarte.awards.rules import Decider, PhaseKind
from ehrenamtskarte.core.text import Text


class CallPart(StrEnum):
    """Where in the office's screens something is filled in."""

    DETAILS = "details"
    PHASES = "phases"
    CATEGORIES = "categories"
    FORM = "form"


@dataclass(frozen=True)
class Gap:
    """Something that is missing; what `blocks` must be there to publish."""

    part: CallPart
    text: Text
    blocks: bool = True


@dataclass(frozen=True)
class CallShape:
    """What the list of gaps looks at."""

    about: str
    conditions: str
    contact_email: str
    in_english: bool
    nominees: int | None
    deciders: Sequence[Decider]
    fields: int
    phases: Sequence[Phase]


def gaps(call: CallShape, now: datetime) -> list[Gap]:
    """All that is missing, in the order of the screens."""
    return [gap for gap, missing in [*_texts(call), *_days(call, now), *_prizes(call)] if missing]


def _texts(call: CallShape) -> list[tuple[Gap, bool]]:
    details = CallPart.DETAILS
    return [
        (Gap(details, _ABOUT), not call.about),
        (Gap(details, _CONDITIONS, blocks=False), not call.conditions),
        (Gap(details, _CONTACT), not call.contact_email),
        (Gap(details, _ENGLISH, blocks=False), not call.in_english),
        (Gap(CallPart.FORM, _FORM, blocks=False), call.fields == 0),
    ]


def _days(call: CallShape, now: datetime) -> list[tuple[Gap, bool]]:
    phases = CallPart.PHASES
    entry = phase_of(call.phases, PhaseKind.ENTRY)
    has = {phase.kind for phase in call.phases}
    return [
        (Gap(phases, _ENTRY), entry is None),
        (Gap(phases, _ENTRY_OVER), entry is not None and now >= entry.ends_at),
        (Gap(phases, _CHECK, blocks=False), PhaseKind.CHECK not in has),
        (Gap(phases, _DECISION), PhaseKind.DECISION not in has),
        (Gap(CallPart.DETAILS, _NOMINEES), PhaseKind.SHORTLIST in has and call.nominees is None),
        (Gap(phases, _SHORTLIST), PhaseKind.SHORTLIST not in has and call.nominees is not None),
        (Gap(phases, _VOTE), PhaseKind.VOTE not in has and Decider.VOTE in call.deciders),
        (Gap(phases, _JURY), PhaseKind.JURY not in has and Decider.JURY in call.deciders),
    ]


def _prizes(call: CallShape) -> list[tuple[Gap, bool]]:
    categories = CallPart.CATEGORIES
    voted = phase_of(call.phases, PhaseKind.VOTE) is not None
    return [
        (Gap(categories, _CATEGORY), not call.deciders),
        (
            Gap(categories, _NOTHING_TO_VOTE),
            bool(call.deciders) and voted and Decider.VOTE not in call.deciders,
        ),
    ]


_ABOUT = Text("Schreiben Sie, worum es geht.", "Write what it is about.")
_CONDITIONS = Text(
    "Schreiben Sie, welche Bedingungen gelten, damit niemand vergeblich mitmacht.",
    "Write which terms apply, so that nobody takes part in vain.",
)
_CONTACT = Text("Geben Sie eine E-Mail-Adresse für Fragen an.", "Give an e-mail address for questions.")
_ENGLISH = Text("Einige Texte gibt es noch nicht auf Englisch.", "Some texts are not there in English yet.")
_FORM = Text(
    "Das Formular fragt noch nichts. Bewerbungen bestehen dann nur aus Titel und kurzem Text.",
    "The form asks nothing yet. Entries then are a title and a short text only.",
)
_ENTRY = Text("Legen Sie fest, wann man sich bewerben kann.", "Set when people can enter.")
_ENTRY_OVER = Text("Die Bewerbungsfrist ist schon vorbei.", "The deadline for entries has passed.")
_CHECK = Text(
    "Planen Sie Tage ein, an denen Ihr Amt die Bewerbungen prüft.",
    "Plan days for your office to check the entries.",
)
_DECISION = Text("Legen Sie fest, wann entschieden wird.", "Set when the decision is made.")
_NOMINEES = Text(
    "Für die Vorauswahl fehlt die Zahl der Nominierten.", "The shortlist needs the number of nominees."
)
_SHORTLIST = Text(
    "Es soll Nominierte geben. Legen Sie fest, wann die Vorauswahl läuft.",
    "There are to be nominees. Set when the shortlist is made.",
)
_VOTE = Text(
    "Ein Preis wird durch Abstimmung vergeben. Legen Sie fest, wann sie läuft.",
    "A prize is won by public vote. Set when it runs.",
)
_JURY = Text(
    "Ein Preis wird von der Jury vergeben. Legen Sie fest, wann sie bewertet.",
    "A prize is decided by the jury. Set when it judges.",
)
_CATEGORY = Text("Legen Sie mindestens eine Kategorie an.", "Add at least one category.")
_NOTHING_TO_VOTE = Text(
    "Es gibt eine Abstimmung, aber keinen Preis, den sie vergibt.",
    "There is a public vote, but no prize that it decides.",
)
