"""Who is honoured, which companies stand behind them, and the order of the slides; pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from ehrenamtskarte.core.errors import Conflict, Invalid

MOST_LAUREATES = 300
MOST_COMPANIES = 100
LONGEST_TITLE = 300
LONGEST_SPEECH = 4000
LONGEST_QUOTE = 600


class LaureateKind(StrEnum):
    """Who can be honoured."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COMPANY = "company"


class CompanyRole(StrEnum):
    """What a company does at an event."""

    SPONSOR = "sponsor"
    """Gives money, gifts or the hall; stands on the sponsors' wall."""
    PARTNER = "partner"
    """Is shown with its engagement."""


class SlideKind(StrEnum):
    """What a slide shows."""

    WELCOME = "welcome"
    ITEM = "item"
    LAUDATIO = "laudatio"
    """Who speaks for whom, before the name is told."""
    LAUREATE = "laureate"
    PARTNER = "partner"
    SPONSORS = "sponsors"


class NameMissing(Invalid):
    """Somebody is honoured."""

    de = "Bitte geben Sie einen Namen ein."
    en = "Please enter a name."


class TooManyLaureates(Conflict):
    """A list nobody oversees."""

    de = "Mehr als {most} Ehrungen passen nicht auf eine Bühne."
    en = "More than {most} honours do not fit on one stage."


class TooManyCompanies(Conflict):
    """A list nobody oversees."""

    de = "Mehr als {most} Unternehmen passen nicht auf eine Bühne."
    en = "More than {most} companies do not fit on one stage."


class CompanyNotThere(Invalid):
    """Only companies that take part can be shown."""

    de = "Dieses Unternehmen macht zurzeit nicht mit. Bitte wählen Sie ein anderes."
    en = "This company does not take part at present. Please choose another one."


class CompanyAlreadyNamed(Conflict):
    """Once in a role is enough."""

    de = "Dieses Unternehmen steht in dieser Rolle schon auf der Liste."
    en = "This company is already on the list in this role."


class OrderIncomplete(Conflict):
    """Somebody added or removed an honour meanwhile."""

    de = "Inzwischen ist jemand dazugekommen oder weggefallen. Bitte laden Sie die Seite neu."
    en = "Somebody was added or removed meanwhile. Please reload the page."


class SlideUnknown(Invalid):
    """The slide went meanwhile, or never was."""

    de = "Diese Folie gibt es nicht mehr. Bitte laden Sie die Folien neu."
    en = "This slide is gone. Please load the slides again."


@dataclass(frozen=True)
class Point:
    """A point of the programme, as far as the order of slides goes."""

    id: UUID
    kind: str
    laureate: UUID | None = None


@dataclass(frozen=True)
class Honour:
    """A laureate, and the companies shown right after: the own and the one behind the engagement."""

    id: UUID
    companies: tuple[UUID, ...] = ()


def slide(kind: SlideKind, of: UUID | None = None) -> str:
    """The name of a slide, e.g. `laureate:0190...`."""
    return f"{kind}:{of}" if of else kind.value


def order(
    points: Sequence[Point], honours: Sequence[Honour], partners: Sequence[UUID], *, sponsors: bool
) -> list[str]:
    """Every slide once, as the evening goes; `partners` are shown companies by their ids.

    Laureates come with their point of the programme, those without one after the last point that honours somebody,
    else before gifts and reception. The company behind a laureate follows it, the sponsors the gifts.
    """
    return list(dict.fromkeys(_slides(points, honours, set(partners), partners, sponsors=sponsors)))


_HONOURS = ("laudatory_speech", "handover")
_END = ("gifts", "reception")


def _slides(
    points: Sequence[Point],
    honours: Sequence[Honour],
    shown: set[UUID],
    partners: Iterable[UUID],
    *,
    sponsors: bool,
) -> Iterator[str]:
    named = {point.laureate for point in points}
    by_id = {honour.id: honour for honour in honours}
    before = _where_the_rest_goes(points)
    yield slide(SlideKind.WELCOME)
    for number, point in enumerate([*points, None]):
        if number == before:
            for honour in honours:
                if honour.id not in named:
                    yield from _of_honour(honour, shown)
        if point is None:
            break
        yield slide(SlideKind.ITEM, point.id)
        if point.laureate in by_id:
            yield from _of_honour(by_id[point.laureate], shown)
        if point.kind == "gifts" and sponsors:
            yield slide(SlideKind.SPONSORS)
    yield from (slide(SlideKind.PARTNER, partner) for partner in partners)
    if sponsors:
        yield slide(SlideKind.SPONSORS)


def _of_honour(honour: Honour, shown: set[UUID]) -> Iterator[str]:
    yield slide(SlideKind.LAUDATIO, honour.id)
    yield slide(SlideKind.LAUREATE, honour.id)
    yield from (slide(SlideKind.PARTNER, company) for company in honour.companies if company in shown)


def _where_the_rest_goes(points: Sequence[Point]) -> int:
    """Before which point those come who have none of their own."""
    honouring = [number for number, point in enumerate(points) if point.kind in _HONOURS]
    if honouring:
        return honouring[-1] + 1
    return next((number for number, point in enumerate(points) if point.kind in _END), len(points))
