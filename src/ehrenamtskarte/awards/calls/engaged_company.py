"""The template "Engagementfreundliches Unternehmen": companies that make room for volunteering, ten winners.

Source: `domain.md`, "Award events". Companies enter until 31 August, a jury decides, the ceremony is in November. Pure.
"""

from ehrenamtskarte.awards.calls.contents import Content, Prize, asks, days, must
from ehrenamtskarte.awards.form import FieldKind
from ehrenamtskarte.awards.rules import Decider, EntrantKind, PhaseKind
from ehrenamtskarte.core.text import Text

NAME = Text("Engagementfreundliches Unternehmen", "Volunteer-friendly company")
SUMMARY = Text(
    "Für Unternehmen mit Sitz oder Niederlassung in Nordrhein-Westfalen, die Beschäftigte für ein Ehrenamt freistellen,"
    " gemeinsam anpacken oder es auf andere Weise fördern. Eine Jury wählt zehn Unternehmen aus.",
    "For companies with a seat or a branch in North Rhine-Westphalia that release staff for volunteering, lend a hand"
    " together or support it in other ways. A jury chooses ten companies.",
)
WINNERS = 10


def content(year: int) -> Content:
    """Everything for the award of this year."""
    return Content(
        title=Text(f"Engagementfreundliches Unternehmen {year}", f"Volunteer-friendly company {year}"),
        motto=Text("Wo Arbeit und Ehrenamt zusammenpassen", "Where work and volunteering go together"),
        about=_ABOUT,
        conditions=_CONDITIONS,
        takes=frozenset({EntrantKind.COMPANY}),
        questions=_QUESTIONS,
        form=_FORM,
        categories=_CATEGORIES,
        phases=[
            days(PhaseKind.ENTRY, (year, 5, 1), (year, 8, 31)),
            days(PhaseKind.CHECK, (year, 6, 1), (year, 9, 15)),
            days(PhaseKind.JURY, (year, 9, 16), (year, 10, 10)),
            days(PhaseKind.DECISION, (year, 10, 11), (year, 10, 31)),
        ],
    )


_ABOUT = Text(
    "Viele Menschen können sich nur engagieren, weil ihr Betrieb mitzieht: wenn während der Arbeit die Feuerwehr ruft,"
    " wenn für die Ferienfreizeit Urlaub fehlt oder wenn das ganze Team einen Tag lang im Tierheim hilft. Solche"
    " Unternehmen zeichnen wir aus.\n\nZehn Unternehmen dürfen sich „Engagementfreundliches Unternehmen“ nennen – vom"
    " Handwerksbetrieb bis zum Konzern. Die Größe spielt keine Rolle: Es zählt, was Sie im Verhältnis zu Ihren"
    " Möglichkeiten tun. Im November feiern wir gemeinsam.",
    "Many people can volunteer only because their employer goes along: when the fire brigade calls during work, when"
    " there are not enough days off for the holiday camp, or when the whole team helps at the animal shelter for a day."
    " We honour such companies.\n\nTen companies may call themselves “volunteer-friendly company”, from a workshop to a"
    " corporation. Size does not matter: what counts is what you do with the means you have. In November we celebrate"
    " together.",
)
_CONDITIONS = Text(
    "Mitmachen können private Unternehmen mit Sitz oder Niederlassung in Nordrhein-Westfalen, auch Freiberuflerinnen und"
    " Freiberufler mit Beschäftigten. Öffentliche Verwaltungen und Einrichtungen können sich nicht bewerben.\n\nWas Sie"
    " beschreiben, gibt es schon; Pläne allein genügen nicht. Je Unternehmen zählt eine Bewerbung. Wer in den letzten"
    " drei Jahren ausgezeichnet wurde, setzt einmal aus.",
    "Private companies with a seat or a branch in North Rhine-Westphalia can enter, also self-employed professionals with"
    " staff. Public administrations and bodies cannot enter.\n\nWhat you describe exists already; plans alone are not"
    " enough. One entry counts for each company. Whoever was honoured in the last three years sits this one out.",
)
_QUESTIONS = (
    must(
        "seat_in_nrw",
        Text(
            "Hat Ihr Unternehmen einen Sitz oder eine Niederlassung in Nordrhein-Westfalen?",
            "Does your company have a seat or a branch in North Rhine-Westphalia?",
        ),
        Text(
            "Diese Auszeichnung ist für Unternehmen mit Sitz oder Niederlassung in Nordrhein-Westfalen.",
            "This award is for companies with a seat or a branch in North Rhine-Westphalia.",
        ),
    ),
    must(
        "private",
        Text("Ist es ein privates Unternehmen?", "Is it a private company?"),
        Text(
            "Öffentliche Einrichtungen können hier leider nicht mitmachen.",
            "Public bodies cannot take part here, we are afraid.",
        ),
    ),
    must(
        "won_before",
        Text(
            "Wurde Ihr Unternehmen in den letzten drei Jahren schon ausgezeichnet?",
            "Has your company been honoured in the last three years already?",
        ),
        Text(
            "Dann sind diesmal andere an der Reihe. Nach drei Jahren können Sie wieder mitmachen.",
            "Then it is others' turn this time. After three years you can enter again.",
        ),
        be=False,
    ),
)
_FORM = (
    asks(
        "staff",
        FieldKind.NUMBER,
        Text("Wie viele Menschen arbeiten bei Ihnen?", "How many people work for you?"),
        Text(
            "Alle in Nordrhein-Westfalen, auch in Teilzeit.",
            "All in North Rhine-Westphalia, part-time staff too.",
        ),
        most=1_000_000,
    ),
    asks(
        "ways",
        FieldKind.CHOICES,
        Text("Wie fördern Sie freiwilliges Engagement?", "How do you support volunteering?"),
        options=(
            ("release", Text("Freistellung während der Arbeitszeit", "Release from work")),
            ("release_days", Text("Eigene Tage für das Ehrenamt", "Days of their own for volunteering")),
            ("together", Text("Gemeinsame Einsätze im Team", "Volunteering together as a team")),
            ("skills", Text("Fachwissen für Vereine", "Expertise for clubs")),
            ("rooms", Text("Räume, Fahrzeuge oder Material", "Rooms, vehicles or material")),
            ("money", Text("Spenden oder Sponsoring", "Donations or sponsorship")),
            ("card", Text("Vorteile für Ehrenamtskarten", "Benefits for holders of volunteer cards")),
            ("other", Text("Auf andere Weise", "In another way")),
        ),
    ),
    asks(
        "release",
        FieldKind.LONG_TEXT,
        Text("Wie stellen Sie Beschäftigte frei?", "How do you release staff?"),
        Text(
            "Zum Beispiel: Wie viele Tage im Jahr, wofür, und wer hat sie genutzt?",
            "For example: how many days a year, for what, and who used them?",
        ),
        required=False,
        most=2000,
    ),
    asks(
        "release_days",
        FieldKind.NUMBER,
        Text(
            "Wie viele Tage wurden im letzten Jahr zusammen freigestellt?",
            "How many days of release were there in the last year altogether?",
        ),
        required=False,
        most=1_000_000,
    ),
    asks(
        "together",
        FieldKind.LONG_TEXT,
        Text("Was unternehmen Sie gemeinsam?", "What do you do together?"),
        Text(
            "Einsätze im Team, Patenschaften, Fachwissen für Vereine.",
            "Days of action, partnerships, expertise for clubs.",
        ),
        required=False,
        most=2000,
    ),
    asks(
        "otherwise",
        FieldKind.LONG_TEXT,
        Text("Wie fördern Sie das Ehrenamt sonst noch?", "How else do you support volunteering?"),
        required=False,
        most=2000,
    ),
    asks(
        "why",
        FieldKind.LONG_TEXT,
        Text("Warum ist Ihnen das wichtig?", "Why does it matter to you?"),
        most=1500,
    ),
    asks(
        "anchored",
        FieldKind.LONG_TEXT,
        Text(
            "Woran merken Ihre Beschäftigten, dass ihr Ehrenamt willkommen ist?",
            "How do your staff notice that their volunteering is welcome?",
        ),
        Text(
            "Regeln, Ansprechpersonen, Wertschätzung im Alltag.",
            "Rules, people to turn to, everyday appreciation.",
        ),
        most=1500,
    ),
    asks(
        "effect",
        FieldKind.LONG_TEXT,
        Text("Was hat es bewirkt?", "What has come of it?"),
        Text("Für Ihre Leute, für Vereine, für den Ort.", "For your people, for clubs, for the place."),
        most=1500,
    ),
    asks(
        "partner",
        FieldKind.SHORT_TEXT,
        Text("Welcher Verein kann Ihr Engagement bestätigen?", "Which club can confirm what you do?"),
        required=False,
    ),
    asks(
        "link",
        FieldKind.LINK,
        Text("Wo im Internet kann man mehr sehen?", "Where on the internet can one see more?"),
        required=False,
    ),
    asks(
        "may_show",
        FieldKind.YES_NO,
        Text(
            "Dürfen wir Ihr Unternehmen öffentlich vorstellen, wenn es ausgezeichnet wird?",
            "May we present your company to the public if it is honoured?",
        ),
    ),
)
_CATEGORIES = (
    Prize(
        Text("Engagementfreundliches Unternehmen", "Volunteer-friendly company"),
        Text(
            "Zehn Unternehmen jeder Größe, gewählt von der Jury.",
            "Ten companies of any size, chosen by the jury.",
        ),
        Decider.JURY,
        winners=WINNERS,
        prize=Text(
            "Urkunde und Zeichen für die eigene Werbung",
            "Certificate and a sign for the company's own advertising",
        ),
    ),
)
