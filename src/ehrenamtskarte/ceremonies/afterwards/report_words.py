"""What stands on the report of an event, in both languages; pure."""

from ehrenamtskarte.ceremonies.afterwards.schemas import GuestCounts
from ehrenamtskarte.core.text import NOTHING_SAID, Text
from ehrenamtskarte.eligibility.wording import counted, euros, say

TITLE = Text("Bericht", "Report")
CAME = Text("Menschen sind gekommen", "people came")
OF_THE_EXPECTED = Text("der erwarteten Personen kamen", "of the expected people came")
INVITED, ANSWERED, ACCEPTED = (
    Text("eingeladen", "invited"),
    Text("geantwortet", "answered"),
    Text("zugesagt", "accepted"),
)
HEADS = {
    "steps": Text("Von der Einladung zur Zusage", "From the invitation to the answer"),
    "groups": Text("Nach Gruppen", "By group"),
    "group": Text("Gruppe", "Group"),
    "towns": Text("Nach Kommunen", "By municipality"),
    "town": Text("Kommune", "Municipality"),
    "invited": Text("eingeladen", "invited"),
    "accepted": Text("zugesagt", "accepted"),
    "expected": Text("erwartet", "expected"),
    "came": Text("gekommen", "came"),
    "noShows": Text("fehlten", "missing"),
    "survey": Text("Was die Gäste sagen", "What the guests say"),
    "praise": Text("Das hat gefallen", "What they liked"),
    "wishes": Text("Das wünschen sie sich", "What they wish for"),
    "of": Text("von 5", "of 5"),
    "persons": Text(
        "Eingeladen und zugesagt zählen Einladungen, erwartet, gekommen und fehlten zählen Personen.",
        "Invited and accepted count invitations; expected, came and missing count persons.",
    ),
}
QUESTIONS = {
    "overall": Text("Insgesamt", "Overall"),
    "programme": Text("Programm", "Programme"),
    "organisation": Text("Organisation", "Organisation"),
    "access": Text("Zugang und Barrierefreiheit", "Access"),
}
_PARTY, _PARTIES = Text("Einladung", "invitation"), Text("Einladungen", "invitations")
_PERSON, _PERSONS = Text("Person", "person"), Text("Personen", "persons")


def per_head(cost_cents: int | None) -> Text:
    """What follows the cost of one person."""
    if cost_cents is None:
        return Text("je Person (Kosten nicht eingetragen)", "per person (cost not noted)")
    return say("je Person, {cost} insgesamt", "per person, {cost} in total", cost=euros(cost_cents))


def more(total: GuestCounts) -> Text:
    """What the steps leave out, in sentences."""
    sentences = (
        say("{parties} abgesagt.", "{parties} declined.", parties=_parties(total.declined))
        if total.declined
        else NOTHING_SAID,
        say("{parties} ohne Platz.", "{parties} without a place.", parties=_parties(total.waiting))
        if total.waiting
        else NOTHING_SAID,
        say("{count} nicht ausgelost.", "{count} not drawn.", count=total.not_drawn)
        if total.not_drawn
        else NOTHING_SAID,
        say("{persons} fehlten trotz Zusage.", "{persons} did not come.", persons=_persons(total.no_shows))
        if total.no_shows
        else NOTHING_SAID,
        say("{persons} kamen ohne Einladung.", "{persons} came uninvited.", persons=_persons(total.walk_ins))
        if total.walk_ins
        else NOTHING_SAID,
    )
    return Text(
        " ".join(sentence.de for sentence in sentences if sentence.de),
        " ".join(sentence.en for sentence in sentences if sentence.en),
    )


def answers(count: int | None, parties: int) -> Text:
    """How many answered, or why nothing is shown."""
    if count is None:
        return Text(
            "Weniger als fünf Antworten: Damit niemand zu erkennen ist, zeigen wir sie nicht.",
            "Fewer than five answers: we do not show them, so that nobody can be recognised.",
        )
    if count == 0:
        return Text("Noch keine Antworten.", "No answers so far.")
    return say(
        "Aus {parties} kamen {count} Antworten.", "{count} answers from {parties}.",
        count=count, parties=_parties(parties),
    )  # fmt: skip


def further_towns(count: int) -> Text:
    """What is left out on paper."""
    if count <= 0:
        return NOTHING_SAID
    return say("… und {count} weitere Kommunen.", "… and {count} more municipalities.", count=count)


def _parties(count: int) -> Text:
    return counted(count, _PARTY, _PARTIES)


def _persons(count: int) -> Text:
    return counted(count, _PERSON, _PERSONS)
