"""What a call can be made from."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from ehrenamtskarte.awards.calls import call_rules, engaged_company, engagement_prize
from ehrenamtskarte.awards.calls.contents import Content
from ehrenamtskarte.awards.calls.schemas import CallPhaseIn, CallTemplateOut
from ehrenamtskarte.awards.phases import phase_of
from ehrenamtskarte.awards.rules import EntrantKind, PhaseKind, Template
from ehrenamtskarte.companies import policies
from ehrenamtskarte.core.actor import Actor
from ehrenamtskarte.core.text import NOTHING_SAID, Text

_NAMES: Mapping[Template, tuple[Text, Text]] = {
    Template.ENGAGEMENT_PRIZE: (engagement_prize.NAME, engagement_prize.SUMMARY),
    Template.ENGAGED_COMPANY: (engaged_company.NAME, engaged_company.SUMMARY),
    Template.OWN: (
        Text("Leere Ausschreibung", "Empty call"),
        Text(
            "Für alles, was zu keiner Vorlage passt. Texte, Termine und Formular legen Sie selbst an.",
            "For whatever fits no template. You write texts, days and form yourself.",
        ),
    ),
}


def content(template: Template, year: int) -> Content:
    """What a call of this year says when it is made from the template."""
    return _CONTENTS[template](year)


def offered(office: UUID | None, year: int | None, *, actor: Actor, today: date) -> list[CallTemplateOut]:
    """The templates for the year, or each for the next that can still be entered.

    Raises NotFound, SecondFactorNeeded, CallYearUnknown.
    """
    policies.must_look_after(actor, office)
    if year is not None and not call_rules.EARLIEST_YEAR <= year <= call_rules.LATEST_YEAR:
        raise call_rules.CallYearUnknown(field="year")
    return [_offered(template, year or next_year(template, today)) for template in Template]


def next_year(template: Template, today: date) -> int:
    """The first year whose deadline for entries is still to come."""
    entry = phase_of(content(template, today.year).phases, PhaseKind.ENTRY)
    if entry is None:
        return today.year
    ahead = today.year - entry.last_day.year
    return today.year + ahead + (entry.last_day.replace(year=today.year) < today)


def _offered(template: Template, year: int) -> CallTemplateOut:
    name, about = _NAMES[template]
    made = content(template, year)
    return CallTemplateOut(
        template=template,
        name=name,
        about=about,
        year=year,
        phases=[
            CallPhaseIn(kind=phase.kind, first_day=phase.first_day, last_day=phase.last_day)
            for phase in made.phases
        ],
        categories=len(made.categories),
        questions=len(made.questions),
        fields=len(made.form),
    )


def _empty(_year: int) -> Content:
    return Content(title=NOTHING_SAID, takes=frozenset({EntrantKind.ORGANISATION}))


_CONTENTS: Mapping[Template, Callable[[int], Content]] = {
    Template.ENGAGEMENT_PRIZE: engagement_prize.content,
    Template.ENGAGED_COMPANY: engaged_company.content,
    Template.OWN: _empty,
}
