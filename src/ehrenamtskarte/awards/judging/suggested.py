"""Criteria an office may begin with, by what its call was made from; pure."""

from collections.abc import Mapping

from ehrenamtskarte.awards.judging.round_rules import Anchor, Criterion
from ehrenamtskarte.awards.rules import Template
from ehrenamtskarte.core.text import Text


def criteria(template: Template) -> tuple[Criterion, ...]:
    """What to judge by on a scale of 1 to 5, with words for 1, 3 and 5 points."""
    return _SUGGESTED[template]


def _criterion(name: Text, about: Text, weight: int, one: Text, three: Text, five: Text) -> Criterion:
    anchors = (Anchor(1, one), Anchor(3, three), Anchor(5, five))
    return Criterion(name=name, about=about, weight=weight, anchors=anchors)


_EFFECT = _criterion(
    Text("Wirkung", "Effect"),
    Text(
        "Was hat sich für die Menschen geändert, um die es geht?",
        "What has changed for the people concerned?",
    ),
    3,
    Text("Eine Wirkung ist noch nicht zu erkennen.", "No effect can be seen yet."),
    Text("Einige profitieren spürbar.", "Some people clearly benefit."),
    Text(
        "Viele profitieren dauerhaft, und es ist belegt.", "Many people benefit lastingly, and it is shown."
    ),
)
_IDEA = _criterion(
    Text("Idee", "Idea"),
    Text(
        "Wie neu ist der Ansatz, wie gut passt er zum Motto?",
        "How new is the approach, how well does it fit the motto?",
    ),
    2,
    Text("Bekannt, mit wenig Bezug zum Motto.", "Well known, with little to do with the motto."),
    Text("Bekannt, aber gut angepasst.", "Well known, but well adapted."),
    Text("Neu und genau zum Motto.", "New, and just what the motto asks for."),
)
_PEOPLE = _criterion(
    Text("Freiwilliges Engagement", "Volunteering"),
    Text(
        "Tragen Freiwillige das Projekt, und werden sie gut begleitet?",
        "Do volunteers carry the project, and are they looked after well?",
    ),
    2,
    Text("Vor allem Hauptamtliche tragen es.", "Mostly paid staff carry it."),
    Text(
        "Freiwillige und Hauptamtliche tragen es gemeinsam.", "Volunteers and paid staff carry it together."
    ),
    Text("Freiwillige tragen es und gewinnen andere dazu.", "Volunteers carry it and win others over."),
)
_LASTING = _criterion(
    Text("Zukunft", "Future"),
    Text(
        "Kann es weitergehen, und können andere es nachmachen?", "Can it go on, and can others do the same?"
    ),
    1,
    Text("Es endet absehbar.", "It will probably end."),
    Text("Es geht weiter.", "It goes on."),
    Text("Es geht weiter, und andere machen es schon nach.", "It goes on, and others already do the same."),
)
_RELEASE = _criterion(
    Text("Freistellung", "Time off"),
    Text(
        "Wie viel Arbeitszeit gibt das Unternehmen für Ehrenämter frei?",
        "How much working time does the company give for volunteering?",
    ),
    3,
    Text("Nur unbezahlt oder im Einzelfall.", "Unpaid only, or in single cases."),
    Text("Bezahlt, an ein bis zwei Tagen im Jahr.", "Paid, on one or two days a year."),
    Text("Bezahlt, an mehreren Tagen, für alle geregelt.", "Paid, on several days, settled for everybody."),
)
_TOGETHER = _criterion(
    Text("Gemeinsames Engagement", "Corporate volunteering"),
    Text("Engagiert sich die Belegschaft auch gemeinsam?", "Do the staff also volunteer together?"),
    2,
    Text("Bisher nicht.", "Not yet."),
    Text("Einzelne Aktionen.", "Single events."),
    Text("Regelmäßig und mit festen Partnern.", "Regularly, with lasting partners."),
)
_SUPPORT = _criterion(
    Text("Weitere Unterstützung", "Other support"),
    Text(
        "Wie hilft das Unternehmen Vereinen sonst: mit Räumen, Wissen, Geld?",
        "How else does the company help clubs: with rooms, skills, money?",
    ),
    2,
    Text("Selten.", "Rarely."),
    Text("Immer wieder.", "Time and again."),
    Text("Verlässlich und auf mehreren Wegen.", "Reliably and in several ways."),
)
_CULTURE = _criterion(
    Text("Haltung", "Attitude"),
    Text(
        "Wird Engagement im Unternehmen gesehen und gewürdigt?",
        "Is volunteering noticed and valued in the company?",
    ),
    1,
    Text("Kaum.", "Hardly."),
    Text("Von einzelnen Führungskräften.", "By single managers."),
    Text(
        "Im ganzen Unternehmen, auch bei Einstellungen und Beurteilungen.",
        "Throughout, in hiring and reviews, too.",
    ),
)
_SUGGESTED: Mapping[Template, tuple[Criterion, ...]] = {
    Template.ENGAGEMENT_PRIZE: (_EFFECT, _IDEA, _PEOPLE, _LASTING),
    Template.ENGAGED_COMPANY: (_RELEASE, _TOGETHER, _SUPPORT, _CULTURE),
    Template.OWN: (_EFFECT, _IDEA, _LASTING),
}
