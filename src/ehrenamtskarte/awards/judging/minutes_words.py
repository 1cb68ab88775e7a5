"""What stands on the minutes of a jury and in the file of its ranking, in both languages; pure."""

from ehrenamtskarte.awards.judging.ranking_rules import Ranked
from ehrenamtskarte.awards.rules import Recusal
from ehrenamtskarte.core.text import NOTHING_SAID, Text
from ehrenamtskarte.eligibility.wording import listed, say

COLUMNS = (
    Text("Rang", "Rank"),
    Text("Nummer", "Number"),
    Text("Name", "Name"),
    Text("Projekt", "Project"),
    Text("Mittelwert", "Mean"),
    Text("Streuung", "Spread"),
    Text("Niedrigste Bewertung", "Lowest"),
    Text("Höchste Bewertung", "Highest"),
    Text("Bewertungen", "Judgements"),
    Text("Ausstehend", "Still open"),
    Text("Befangen", "Recused"),
    Text("Hinweis", "Remark"),
)
_TIED = Text("gleicher Rang", "tied")
_TOO_FEW = Text("wenige Bewertungen", "few judgements")
_NOT_JUDGED = Text("nicht bewertet", "not judged")
HOW = {
    Recusal.DECLARED: Text("selbst erklärt", "declared"),
    Recusal.DETECTED: Text("vom System erkannt", "detected"),
    Recusal.OFFICE: Text("vom Amt eingetragen", "by the office"),
}
TITLE = Text("Protokoll der Jury", "Minutes of the jury")
WORDS = {
    "present": Text("Anwesend", "Present"),
    "absent": Text("Nicht anwesend", "Absent"),
    "chairedBy": Text("Leitung", "Chair"),
    "writtenBy": Text("Protokoll", "Minutes by"),
    "decision": Text("Entscheidung", "Decision"),
    "notes": Text("Verlauf", "Course of the meeting"),
    "criteria": Text("Kriterien", "Criteria"),
    "weight": Text("Gewicht", "Weight"),
    "share": Text("Anteil", "Share"),
    "ranking": Text("Rangliste", "Ranking"),
    "rank": Text("Rang", "Rank"),
    "entry": Text("Bewerbung", "Entry"),
    "mean": Text("Mittel", "Mean"),
    "spread": Text("Streuung", "Spread"),
    "range": Text("von – bis", "Range"),
    "judgements": Text("Bewertet", "Judged"),
    "recusals": Text("Befangenheit", "Conflicts of interest"),
    "noRecusals": Text("Niemand war befangen.", "Nobody was recused."),
    "noRanking": Text("Es gibt keine Bewerbungen in dieser Runde.", "There are no entries in this round."),
    "chairSignature": Text("Unterschrift Leitung", "Signature of the chair"),
    "writerSignature": Text("Unterschrift Protokoll", "Signature, minutes"),
    "explained": Text(
        "Mittel: gewichteter Mittelwert aller Bewertungen auf der Skala der Runde. Streuung: Standardabweichung"
        " zwischen den Jurymitgliedern. Gleiche Mittelwerte teilen sich einen Rang.",
        "Mean: weighted mean of all judgements on the round's scale. Spread: standard deviation among jurors."
        " Equal means share a rank.",
    ),
}


def remark(line: Ranked) -> Text:
    """What to know of a line besides its numbers."""
    if line.rank is None:
        return _NOT_JUDGED
    said = [text for text, holds in ((_TIED, line.tied), (_TOO_FEW, line.too_few)) if holds]
    return listed(said) if said else NOTHING_SAID


def decimal(value: float | None, language: str, *, places: int = 2) -> str:
    """A number as its language writes it; nothing for nothing."""
    if value is None:
        return ""
    written = f"{value:.{places}f}"
    return written if language == "en" else written.replace(".", ",")


def more_lines(count: int) -> Text:
    """What is left out on paper."""
    if count <= 0:
        return NOTHING_SAID
    return say(
        "… und {count} weitere Bewerbungen; die Tabelle (CSV) nennt alle.",
        "… and {count} more entries; the table (CSV) names them all.",
        count=count,
    )
