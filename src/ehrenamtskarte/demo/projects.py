"""Who enters the demo's awards, with what; projects, people and places of work are invented."""

from dataclasses import dataclass

from ehrenamtskarte.demo.cast import MAIL_DOMAIN


@dataclass(frozen=True)
class Project:
    """What one entry tells; its makers sign in by their own address."""

    title: str
    name: str
    postal_code: str
    people: int
    lead: tuple[str, str]
    teaser: str

    @property
    def email(self) -> str:
        given, family = self.lead
        return (
            f"{given}.{family}@{MAIL_DOMAIN}".lower().replace("ü", "ue").replace("ö", "oe").replace("ä", "ae")
        )


LAST_YEAR = (
    Project(
        "Nachtbus für alle", "Bürgerbus Sauerland", "59872", 34, ("Gerd", "Wilmes"),
        "Wenn kein Bus mehr fährt, fahren wir: freitags und samstags bringen 34 Freiwillige Jugendliche sicher nach Hause.",
    ),
    Project(
        "Sprachcafé am Hafen", "Duisburg spricht", "47119", 22, ("Amira", "Haddad"),
        "An langen Tischen lernen Menschen aus 30 Ländern Deutsch, bei Kaffee und ohne Anmeldung.",
    ),
    Project(
        "Schwimmen lernen in den Ferien", "DLRG-Jugend Lippe", "32756", 41, ("Nele", "Brockmann"),
        "In sechs Wochen Sommer lernen 300 Kinder schwimmen, die sonst keinen Kurs bekommen.",
    ),
    Project(
        "Die Zeitzeugen-Werkstatt", "Geschichtsverein Zollverein", "45309", 17, ("Bruno", "Kaminski"),
        "Bergleute und Schülerinnen nehmen zusammen auf, was sonst verloren geht: über 80 Gespräche.",
    ),
    Project(
        "Blühende Bushaltestellen", "Grünes Band Münster", "48147", 28, ("Svenja", "Holtkamp"),
        "Auf 60 Dächern von Wartehäuschen wachsen jetzt Wildblumen, gepflegt von der Nachbarschaft.",
    ),
    Project(
        "Trauer hat Zeit", "Hospizkreis Niederrhein", "46509", 19, ("Ruth", "Janssen"),
        "Ein Wohnzimmer für Menschen, die jemanden verloren haben. Immer mittwochs, immer mit Kuchen.",
    ),
    Project(
        "Rollstuhl-Rugby für Anfänger", "Rolling Bears Bielefeld", "33602", 15, ("Kaan", "Yildirim"),
        "Mit und ohne Behinderung im selben Team: wir leihen die Stühle und zeigen, wie man fällt.",
    ),
    Project(
        "Das Dorf-Kino", "Kulturscheune Eifel", "53937", 23, ("Hilde", "Esser"),
        "In der alten Scheune läuft wieder Kino. Wer nicht kommen kann, wird abgeholt.",
    ),
    Project(
        "Repariert statt weggeworfen", "Reparaturtreff Hagen", "58095", 26, ("Jörg", "Pohl"),
        "Über 1.200 Geräte im Jahr bekommen ein zweites Leben. Wer zuschaut, lernt es selbst.",
    ),
    Project(
        "Lesehunde in der Grundschule", "Pfoten lesen mit", "50823", 12, ("Lena", "Kirchhoff"),
        "Kinder, die nicht gern vorlesen, lesen einem Hund vor. Der lacht nie und hat Zeit.",
    ),
    Project(
        "Mittagstisch der Kulturen", "Frauen kochen Wuppertal", "42103", 31, ("Fatma", "Aksoy"),
        "Jeden Donnerstag kochen Nachbarinnen für 120 Menschen. Bezahlt wird, was man kann.",
    ),
    Project(
        "Sternenhimmel für Stadtkinder", "Sternfreunde Bonn", "53111", 14, ("Paul", "Engels"),
        "Wir fahren mit Teleskopen auf Schulhöfe und zeigen den Mond aus der Nähe.",
    ),
)  # fmt: skip

THIS_YEAR = (
    Project(
        "Notinsel im Quartier", "Nachbarn in Hörde", "44263", 38, ("Mehmet", "Özkan"),
        "Wer sich unsicher fühlt, findet in 45 Läden eine offene Tür und jemanden, der zuhört.",
    ),
    Project(
        "Kleider erzählen", "Textilwerkstatt Mönchengladbach", "41061", 16, ("Ingrid", "Peters"),
        "Aus alten Stoffen und alten Geschichten entstehen neue Kleider, genäht von drei Generationen.",
    ),
    Project(
        "Wald-Apotheke", "Waldfreunde Arnsberg", "59821", 25, ("Ulrich", "Sander"),
        "25 Freiwillige pflanzen, pflegen und erklären einen Wald, der mit der Hitze zurechtkommt.",
    ),
    Project(
        "Handy-Sprechstunde", "Digitallotsen Paderborn", "33098", 29, ("Elke", "Nolte"),
        "Jugendliche helfen älteren Menschen mit dem Telefon. Beide lernen dabei etwas.",
    ),
    Project(
        "Die Suppenküche auf Rädern", "Wärmebus Köln-Kalk", "51103", 44, ("Stefan", "Röttgen"),
        "Jeden Abend warmes Essen, eine Decke und ein Gespräch, auch an Weihnachten.",
    ),
    Project(
        "Chor ohne Noten", "Singende Stadt Aachen", "52062", 21, ("Clara", "Baumann"),
        "Bei uns singt jede und jeder mit. Vorsingen gibt es nicht, Applaus immer.",
    ),
    Project(
        "Blindenfußball-AG", "SV Westkampf Gelsenkirchen", "45879", 18, ("Dennis", "Kruse"),
        "Sehende Kinder mit Augenbinde, blinde Kinder mit Ball im Ohr: ein Spiel auf Augenhöhe.",
    ),
    Project(
        "Omas gegen Einsamkeit", "Besuchsdienst Siegen", "57072", 33, ("Gisela", "Weber"),
        "Wer niemanden hat, bekommt jede Woche Besuch. Manche Freundschaft hält seit Jahren.",
    ),
    Project(
        "Mobile Fahrradschule", "Rad macht mobil Krefeld", "47798", 13, ("Samira", "Nasser"),
        "Frauen aus aller Welt lernen Radfahren und fahren danach zur Arbeit, zum Kurs, ins Grüne.",
    ),
    Project(
        "Das Insektenkonzert", "Naturkinder Höxter", "37671", 11, ("Tobias", "Lange"),
        "Kinder nehmen das Summen von Wiesen auf und machen Musik daraus. Danach säen sie neue.",
    ),
    Project(
        "Erste Hilfe für die Seele", "Krisenpaten Leverkusen", "51373", 27, ("Miriam", "Scholz"),
        "Geschulte Freiwillige begleiten Jugendliche durch schwere Wochen, bis ein Platz frei ist.",
    ),
    Project(
        "Hoch hinaus", "Kletterpaten Hamm", "59065", 20, ("Robin", "Albrecht"),
        "Kinder, denen keiner etwas zutraut, sichern einander an der Wand.",
    ),
    Project(
        "Orgel für alle", "Musikfreunde Soest", "59494", 9, ("Anselm", "Vogel"),
        "Eine alte Orgel, offen für jede Hand: jeden Samstag darf spielen, wer mag.",
    ),
    Project(
        "Die Leihbar", "Teilen statt kaufen Witten", "58452", 24, ("Jule", "Hartmann"),
        "Bohrmaschine, Zelt, Fritteuse: 800 Dinge zum Leihen statt Kaufen.",
    ),
)  # fmt: skip

COMPANIES_LAST_YEAR = (
    Project(
        "Frei für den Einsatz", "Metallbau Vennhoff", "48653", 85, ("Klaus", "Vennhoff"),
        "Wer zur Feuerwehr gerufen wird, legt das Werkzeug hin. Der Lohn läuft weiter, ohne Zettel.",
    ),
    Project(
        "Zwei Tage für andere", "Sieglar Software", "53844", 140, ("Yasemin", "Kurt"),
        "Zwei bezahlte Tage im Jahr für jedes Ehrenamt. Neun von zehn nutzen sie.",
    ),
    Project(
        "Unser Betriebshof hilft", "Spedition Overbeck", "44147", 210, ("Holger", "Overbeck"),
        "Lastwagen und Fahrer für die Tafeln: jede Woche 14 Tonnen Lebensmittel.",
    ),
    Project(
        "Azubis lehren", "Elektro Lindner", "33602", 46, ("Birgit", "Lindner"),
        "Auszubildende reparieren in Jugendzentren und zeigen, wie es geht.",
    ),
    Project(
        "Bäckerei mit Herz", "Bäckerei Kornblume", "58095", 32, ("Hanna", "Korn"),
        "Backkurse für Kinder im Heim, und am Abend geht, was bleibt, an die Tafel.",
    ),
    Project(
        "Ein Dach für Vereine", "Hallenbau Nettetal", "41334", 58, ("Ralf", "Hoffmanns"),
        "Drei Vereinsheime in drei Jahren, gebaut zusammen mit denen, die sie nutzen.",
    ),
    Project(
        "Gesund helfen", "Physiozentrum Ruhraue", "45257", 24, ("Sina", "Reuter"),
        "Training für pflegende Angehörige, kostenlos und in der Arbeitszeit.",
    ),
    Project(
        "Wir geben Zeit", "Stadtwerke Ahlebach", "59227", 320, ("Martin", "Ahlers"),
        "Ein Zeitkonto fürs Ehrenamt, in das auch der Betrieb einzahlt.",
    ),
    Project(
        "Garten statt Gehweg", "Galabau Eichenhof", "32052", 39, ("Sophie", "Eich"),
        "Jede Gruppe legt im Jahr einen Garten für eine Kita an, mit den Eltern.",
    ),
    Project(
        "Rat ohne Rechnung", "Kanzlei Breuer & Töchter", "52062", 18, ("Marlene", "Breuer"),
        "Rechtsrat für Vereine, jeden ersten Montag, ohne Rechnung.",
    ),
    Project(
        "Sprachpaten im Lager", "Papier Kessler", "57072", 95, ("Olaf", "Kessler"),
        "Kolleginnen lernen mit neuen Kollegen Deutsch, in der Pause und auf Firmenzeit.",
    ),
)  # fmt: skip

COMPANIES_THIS_YEAR = (
    Project(
        "Rettung im Dienstplan", "Chemie Rheinbogen", "51373", 460, ("Carsten", "Moll"),
        "Im Dienstplan steht, wer im Ehrenamt Bereitschaft hat. So geht niemand mit schlechtem Gewissen.",
    ),
    Project(
        "Werkzeug für den Verein", "Baustoffe Tenkhoff", "46325", 67, ("Inge", "Tenkhoff"),
        "Vereine leihen am Wochenende Maschinen, und wer von uns mag, hilft gleich mit.",
    ),
    Project(
        "Eine Stunde Schule", "Druckhaus Lippetal", "59510", 51, ("Frank", "Möller"),
        "Mitarbeitende lesen in Grundschulen vor, jede Woche eine Stunde, bezahlt.",
    ),
    Project(
        "Mitmach-Montag", "Optik Sternberg", "32105", 14, ("Lea", "Sternberg"),
        "Am Montag bleibt der Laden zu: dann prüfen wir Brillen für Menschen ohne Wohnung.",
    ),
)  # fmt: skip

PRIZE_ANSWERS = (
    "{teaser} Dabei sind {people} Menschen. Angefangen hat es am Küchentisch.",
    "Wer zu uns kommt, kommt wieder. Viele, denen wir geholfen haben, machen heute selbst mit.",
    "Das Motto leben wir jede Woche: Was eine allein nicht schafft, schaffen wir zusammen.",
    "Bei uns entscheiden alle mit, vom ersten Tag an. Wer eine Idee hat, bekommt einen Schlüssel und ein kleines Budget.",
    "Mit der Stadt, zwei Schulen und dem Sportverein nebenan. Räume bekommen wir von der Kirchengemeinde.",
    "Wir möchten neues Material kaufen und die Freiwilligen fortbilden, die im Herbst dazukommen.",
)
COMPANY_ANSWERS = (
    "{teaser} Wer im Einsatz ist, bekommt die Stunden gutgeschrieben; das steht in einer Vereinbarung für alle.",
    "Einmal im Jahr packt die ganze Belegschaft einen Tag lang mit an, zuletzt auf dem Spielplatz im Ort.",
    "Vereine nutzen unsere Räume am Abend kostenlos, und unsere Auszubildenden helfen ihnen bei der Technik.",
    "Unsere Leute wohnen hier. Geht es dem Ort gut, geht es auch dem Betrieb gut.",
    "Im Einstellungsgespräch fragen wir nach dem Ehrenamt, und am schwarzen Brett steht, wo Hilfe gesucht wird.",
    "Drei von zehn Beschäftigten engagieren sich heute, vor fünf Jahren war es eine von zehn.",
)
"""Answers to the long questions of a call, in their order."""

REASONS = (
    (
        "{name} zeigt, wie aus einer guten Idee etwas wird, das bleibt. Hier machen viele mit, die sonst selten gefragt werden.",
        "{name} shows how a good idea becomes something that lasts. People take part here who are seldom asked.",
    ),
    (
        "Einfach, mutig und zum Nachmachen: Was hier entstanden ist, kann morgen in jedem Ort beginnen.",
        "Simple, brave and easy to copy: what has grown here can start in any town tomorrow.",
    ),
    (
        "Mit Ausdauer und viel Humor bringt {name} Menschen zusammen, die sich sonst nie begegnet wären.",
        "With perseverance and humour {name} brings people together who would otherwise never have met.",
    ),
    (
        "Hier wird nicht lange geredet, sondern geholfen. Das hat uns beeindruckt.",
        "Here people do not talk for long, they help. That impressed us.",
    ),
)
"""Why somebody won, in German and English."""
