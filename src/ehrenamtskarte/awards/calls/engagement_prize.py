"""The template "Engagementpreis": initiatives and clubs, twelve nominees, a public vote, a jury, partners' prizes.

Source: `domain.md`, "Award events". People enter until 30 September of the year before; each nominee is the engagement
of a month of the year; the vote takes all of October, the ceremony is in December. Pure.
"""

from datetime import date

from ehrenamtskarte.awards.calls.contents import Content, Prize, asks, days, euros, must
from ehrenamtskarte.awards.form import FieldKind
from ehrenamtskarte.awards.rules import Decider, EntrantKind, PhaseKind
from ehrenamtskarte.core.text import Text

NAME = Text("Engagementpreis", "Volunteering prize")
SUMMARY = Text(
    "Für Initiativen, Vereine und Verbände. Zwölf Nominierte werden je einen Monat lang das Engagement des Monats."
    " Die Öffentlichkeit stimmt ab, dazu kommen ein Preis der Jury und Sonderpreise von Partnern.",
    "For initiatives, clubs and associations. Each of twelve nominees is the engagement of the month for one month."
    " The public votes; a jury's prize and special prizes by partners are added.",
)
NOMINEES = 12
PRIZE = euros(5_000)
MONTH = euros(1_000)


def content(year: int) -> Content:
    """Everything for the prize that is awarded in this year."""
    return Content(
        title=Text(f"Engagementpreis {year}", f"Volunteering prize {year}"),
        motto=Text("Gemeinsam stark vor Ort", "Stronger together, right here"),
        about=_ABOUT,
        conditions=_CONDITIONS,
        takes=frozenset({EntrantKind.ORGANISATION}),
        questions=_QUESTIONS,
        form=_FORM,
        categories=_CATEGORIES,
        phases=[
            days(PhaseKind.ENTRY, (year - 1, 6, 15), (year - 1, 9, 30)),
            days(PhaseKind.CHECK, (year - 1, 7, 1), (year - 1, 10, 31)),
            days(PhaseKind.SHORTLIST, (year - 1, 11, 1), (year - 1, 12, 15)),
            days(PhaseKind.VOTE, (year, 10, 1), (year, 10, 31)),
            days(PhaseKind.JURY, (year, 10, 1), (year, 11, 7)),
            days(PhaseKind.DECISION, (year, 11, 8), (year, 11, 30)),
        ],
        nominees=NOMINEES,
        first_month=date(year, 1, 1),
        month_prize_cents=MONTH,
    )


_ABOUT = Text(
    "Mit dem Engagementpreis zeichnen wir Projekte aus, in denen Menschen freiwillig etwas für andere tun. Gesucht sind"
    " Ideen, die wirken und die andere anstecken – ob im Dorf oder in der Großstadt, ob seit einem Jahr oder seit"
    " dreißig.\n\nEine Vorauswahl wählt zwölf Nominierte aus. Jedes nominierte Projekt ist im Jahr der Verleihung einen"
    " Monat lang das „Engagement des Monats“, stellt sich auf unserer Seite vor und erhält 1.000 Euro. Dann stimmen"
    " alle ab, die mögen. Eine Jury und unsere Partner vergeben weitere Preise von je 5.000 Euro. Zum Schluss feiern wir"
    " gemeinsam.",
    "With this prize we honour projects in which people do something for others of their own free will. We are looking"
    " for ideas that work and that others want to copy, in a village or a city, one year old or thirty.\n\nTwelve nominees"
    " are chosen first. In the year of the award each of them is the “engagement of the month” for one month, is"
    " presented on our site and receives 1,000 euros. Then everybody may vote. A jury and our partners award further"
    " prizes of 5,000 euros each. In the end we celebrate together.",
)
_CONDITIONS = Text(
    "Mitmachen können Initiativen, Vereine, Verbände, Stiftungen, gemeinnützige Gesellschaften und öffentliche"
    " Einrichtungen mit einem Projekt in Nordrhein-Westfalen. Einzelne Personen können sich nicht bewerben.\n\nDas Projekt"
    " läuft seit mindestens einem Jahr, wird vor allem von Freiwilligen getragen und verfolgt keinen Gewinn. Je Projekt"
    " zählt eine Bewerbung. Wer in den letzten drei Jahren einen Preis dieser Ausschreibung gewonnen hat, setzt einmal"
    " aus.\n\nDas Preisgeld ist für das Projekt bestimmt. Ein Recht auf einen Preis gibt es nicht.",
    "Initiatives, clubs, associations, foundations, non-profit companies and public bodies can enter with a project in"
    " North Rhine-Westphalia. Individuals cannot enter.\n\nThe project has run for at least one year, is carried mainly"
    " by volunteers and does not seek profit. One entry counts for each project. Whoever won a prize of this call in"
    " the last three years sits this one out.\n\nThe money is for the project. Nobody has a right to a prize.",
)
_QUESTIONS = (
    must(
        "in_nrw",
        Text(
            "Findet Ihr Projekt in Nordrhein-Westfalen statt?",
            "Does your project take place in North Rhine-Westphalia?",
        ),
        Text(
            "Der Preis ist für Projekte in Nordrhein-Westfalen. Vielleicht gibt es in Ihrem Land einen ähnlichen.",
            "The prize is for projects in North Rhine-Westphalia. There may be a similar one in your state.",
        ),
    ),
    must(
        "one_year",
        Text(
            "Gibt es Ihr Projekt seit mindestens einem Jahr?",
            "Has your project existed for at least one year?",
        ),
        Text(
            "Schön, dass Sie angefangen haben! Bewerben Sie sich gern, sobald das Projekt ein Jahr alt ist.",
            "Good to hear that you have started! Please enter as soon as the project is one year old.",
        ),
    ),
    must(
        "volunteers",
        Text(
            "Wird das Projekt vor allem von Freiwilligen getragen?",
            "Is the project carried mainly by volunteers?",
        ),
        Text(
            "Mit diesem Preis ehren wir freiwilliges Engagement. Für Ihr Projekt passt er leider nicht.",
            "This prize honours volunteering. It does not fit your project, we are afraid.",
        ),
    ),
    must(
        "won_before",
        Text(
            "Hat das Projekt in den letzten drei Jahren einen Preis dieser Ausschreibung gewonnen?",
            "Has the project won a prize of this call in the last three years?",
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
        "what",
        FieldKind.LONG_TEXT,
        Text("Was machen Sie?", "What do you do?"),
        Text(
            "Erzählen Sie es so, dass es auch jemand versteht, der Sie nicht kennt.",
            "Tell it so that somebody who does not know you understands it.",
        ),
    ),
    asks(
        "since",
        FieldKind.DATE,
        Text("Seit wann gibt es das Projekt?", "Since when has the project existed?"),
        Text("Der ungefähre Tag genügt.", "An approximate day is enough."),
    ),
    asks(
        "field",
        FieldKind.CHOICE,
        Text("Zu welchem Bereich gehört es am ehesten?", "Which field does it belong to most of all?"),
        options=(
            ("social", Text("Soziales und Nachbarschaft", "Social affairs and neighbourhood")),
            ("culture", Text("Kultur und Bildung", "Culture and education")),
            ("sport", Text("Sport und Bewegung", "Sport and exercise")),
            ("nature", Text("Umwelt, Natur und Klima", "Environment, nature and climate")),
            ("rescue", Text("Rettung und Katastrophenschutz", "Rescue and civil protection")),
            ("democracy", Text("Demokratie und Zusammenhalt", "Democracy and cohesion")),
            ("other", Text("Etwas anderes", "Something else")),
        ),
    ),
    asks(
        "for_whom",
        FieldKind.CHOICES,
        Text("Für wen sind Sie da?", "Whom are you there for?"),
        options=(
            ("children", Text("Kinder und Jugendliche", "Children and young people")),
            ("families", Text("Familien", "Families")),
            ("old", Text("Ältere Menschen", "Older people")),
            ("disabled", Text("Menschen mit Behinderung", "People with disabilities")),
            ("refugees", Text("Geflüchtete und Zugewanderte", "Refugees and immigrants")),
            ("everybody", Text("Alle, die mögen", "Everybody who likes")),
        ),
    ),
    asks(
        "volunteers_number",
        FieldKind.NUMBER,
        Text("Wie viele Freiwillige sind dabei?", "How many volunteers take part?"),
        most=1_000_000,
    ),
    asks(
        "effect",
        FieldKind.LONG_TEXT,
        Text("Was hat sich dadurch verändert?", "What has changed because of it?"),
        Text(
            "Gern mit einem Beispiel: ein Mensch, ein Ort, ein Moment.",
            "An example is welcome: a person, a place, a moment.",
        ),
        most=2000,
    ),
    asks(
        "motto",
        FieldKind.LONG_TEXT,
        Text("Was hat Ihr Projekt mit dem Motto zu tun?", "How does your project fit the motto?"),
        most=1000,
    ),
    asks(
        "new",
        FieldKind.LONG_TEXT,
        Text("Was machen Sie anders als andere?", "What do you do differently from others?"),
        required=False,
        most=1000,
    ),
    asks(
        "with_whom",
        FieldKind.LONG_TEXT,
        Text("Mit wem arbeiten Sie zusammen?", "Whom do you work with?"),
        required=False,
        most=1000,
    ),
    asks(
        "money",
        FieldKind.LONG_TEXT,
        Text("Wofür würden Sie das Preisgeld verwenden?", "What would you use the prize money for?"),
        most=600,
    ),
    asks(
        "link",
        FieldKind.LINK,
        Text("Wo im Internet kann man mehr sehen?", "Where on the internet can one see more?"),
        Text("Eine Seite, ein Film oder ein Beitrag über Sie.", "A page, a film or an article about you."),
        required=False,
    ),
    asks(
        "may_show",
        FieldKind.YES_NO,
        Text(
            "Dürfen wir Ihr Projekt öffentlich vorstellen, wenn es nominiert wird?",
            "May we present your project to the public if it is nominated?",
        ),
    ),
)
_CATEGORIES = (
    Prize(
        Text("Preis des Publikums", "Prize of the public"),
        Text("Wer bei der Abstimmung die meisten Stimmen erhält.", "Whoever gets the most votes."),
        Decider.VOTE,
        prize_cents=PRIZE,
    ),
    Prize(
        Text("Preis der Jury", "Prize of the jury"),
        Text(
            "Die Jury wählt aus allen Nominierten. Sie kann den Preis teilen.",
            "The jury chooses among all nominees. It may share the prize.",
        ),
        Decider.JURY,
        prize_cents=PRIZE,
    ),
    Prize(
        Text("Sonderpreis der Stiftung", "Special prize of the foundation"),
        Text(
            "Für ein Projekt, das Natur, Kultur oder Heimat für alle erlebbar macht.",
            "For a project that lets everybody experience nature, culture or local heritage.",
        ),
        Decider.SPONSOR,
        prize_cents=PRIZE,
        sponsor_name="Partnerstiftung",
    ),
)
