"""How large a jury and its rounds may be, and why something of them is refused; pure."""

from ehrenamtskarte.core.errors import Conflict, Invalid
from ehrenamtskarte.core.text import Text

MOST_JURORS = 50
"""Of one call."""
MOST_ROUNDS = 10
MOST_CRITERIA = 20
MOST_POINTS = 100
LONGEST_NAME = 200
LONGEST_ABOUT = 2000
LONGEST_ANCHOR = 300


class JurorNameMissing(Invalid):
    """A juror is known by name."""

    de = "Bitte geben Sie einen Namen ein."
    en = "Please enter a name."


class JurorAlreadyThere(Conflict):
    """One place for each address."""

    de = "Mit dieser E-Mail-Adresse ist schon jemand in der Jury."
    en = "Somebody with this e-mail address is already on the jury."


class JurorBelongsNowhere(Invalid):
    """Not a club or company that takes part."""

    de = "Diesen Verein oder dieses Unternehmen kennen wir nicht."
    en = "We do not know this organisation or company."


class TooManyJurors(Conflict):
    """More than can meet."""

    de = "Mehr als {most} Personen hat eine Jury nicht."
    en = "A jury has no more than {most} people."


class JurorHasJudged(Conflict):
    """What somebody judged stays theirs."""

    de = "{name} hat schon bewertet und bleibt deshalb in der Jury. Bei einzelnen Bewerbungen können Sie Befangenheit eintragen."
    en = "{name} has already judged and therefore stays on the jury. You can recuse them from single entries."


class TooManyRounds(Conflict):
    """More than a year holds."""

    de = "Mehr als {most} Runden sind nicht möglich."
    en = "More than {most} rounds are not possible."


class RoundNameMissing(Invalid):
    """A round is known by its name."""

    de = "Bitte geben Sie der Runde einen Namen."
    en = "Please give the round a name in German."


class RoundEndsBeforeStart(Invalid):
    """Days in the wrong order."""

    de = "Der letzte Tag liegt vor dem ersten."
    en = "The last day is before the first."


class ScaleUpsideDown(Invalid):
    """A scale goes from few points to more."""

    de = "Die höchste Punktzahl muss größer sein als die niedrigste."
    en = "The most points must be more than the least."


class JurorsEachMissing(Invalid):
    """Drawing needs to know for how many."""

    de = "Bitte sagen Sie, wie viele Jurymitglieder jede Bewerbung lesen."
    en = "Please say how many jurors read each entry."


class CriteriaMissing(Invalid):
    """Nothing to judge by."""

    de = "Eine Runde braucht mindestens ein Kriterium."
    en = "A round needs at least one criterion."


class CriterionNameMissing(Invalid):
    """A criterion is known by its name."""

    de = "Bitte geben Sie dem Kriterium einen Namen."
    en = "Please give the criterion a name in German."


class CriterionNameTaken(Invalid):
    """Two of a name cannot be told apart."""

    de = "Diesen Namen hat schon ein anderes Kriterium."
    en = "Another criterion already has this name."


class CriterionUnknown(Invalid):
    """Not one of this round."""

    de = "Dieses Kriterium gibt es in der Runde nicht mehr. Bitte laden Sie die Seite neu."
    en = "This criterion is no longer part of the round. Please reload the page."


class AnchorOutsideScale(Invalid):
    """Words for points nobody can give."""

    de = "Beschreiben Sie nur Punkte zwischen {least} und {most}."
    en = "Describe only points between {least} and {most}."


class AnchorTwice(Invalid):
    """One number of points, two meanings."""

    de = "Für {points} Punkte steht hier schon eine Beschreibung."
    en = "There is already a description of {points} points."


class ScalesAreFixed(Conflict):
    """What was judged was judged by this scale."""

    de = "Es ist schon bewertet worden. Skala, Kriterien und Gewichte bleiben deshalb; Texte und Tage können Sie ändern."
    en = "Entries have already been judged. Scale, criteria and weights therefore stay; texts and days can be changed."


class SharesAreFixed(Conflict):
    """Entries were handed out by it."""

    de = "Die Bewerbungen sind schon zugeteilt. Nehmen Sie die Zuteilung zurück, um etwas daran zu ändern."
    en = "The entries have already been assigned. Take the assignment back to change how."


class RoundHasScores(Conflict):
    """Work that somebody did is not thrown away."""

    de = "In dieser Runde ist schon bewertet worden. Das geht deshalb nicht mehr."
    en = "Entries have already been judged in this round. This is no longer possible."


class RoundIsClosed(Conflict):
    """Nothing changes in it any more."""

    de = "Diese Runde ist abgeschlossen."
    en = "This round is closed."


class RoundNotClosed(Conflict):
    """There is nothing to open."""

    de = "Diese Runde ist nicht abgeschlossen."
    en = "This round is not closed."


class RoundNotAssigned(Conflict):
    """Nobody has anything to judge yet."""

    de = "Teilen Sie der Jury zuerst die Bewerbungen zu."
    en = "Assign the entries to the jury first."


class NoJurors(Conflict):
    """A round without a jury."""

    de = "In dieser Runde ist noch niemand aus der Jury."
    en = "Nobody of the jury is part of this round yet."


class TooFewJurors(Conflict):
    """Fewer jurors than each entry is to have."""

    de = "In dieser Runde sind {there} Jurymitglieder, jede Bewerbung soll aber {wanted} bekommen."
    en = "There are {there} jurors in this round, but each entry is to have {wanted}."


class NoEntriesToJudge(Conflict):
    """The check has let none through."""

    de = "Es gibt noch keine Bewerbung, die in dieser Runde bewertet werden kann."
    en = "There is no entry yet that can be judged in this round."


class JurorNotInRound(Invalid):
    """Somebody else's jury."""

    de = "Diese Person ist nicht in der Jury dieser Runde."
    en = "This person is not part of the jury of this round."


class CategoryNotOfCall(Invalid):
    """Not a category that entries of this call choose."""

    de = "Diese Kategorie gibt es in der Ausschreibung nicht."
    en = "The call has no such category."


class JurorAlreadyAssigned(Conflict):
    """Once is enough."""

    de = "{name} bewertet diese Bewerbung schon."
    en = "{name} already judges this entry."


class JurorIsRecused(Conflict):
    """Whoever is not impartial does not judge."""

    de = "{name} kann diese Bewerbung nicht bewerten. Grund: {reason_de}."
    en = "{name} cannot judge this entry. The reason: {reason_en}."

    @classmethod
    def because(cls, name: str, reason: Text) -> "JurorIsRecused":
        """The refusal with the reason that is kept."""
        return cls(name=name, reason_de=reason.de.rstrip("."), reason_en=reason.en.rstrip("."))


class RecusalStays(Conflict):
    """Only what the office said is the office's to take back."""

    de = "Diese Befangenheit hat nicht Ihr Amt eingetragen; sie bleibt."
    en = "This recusal was not entered by your office; it stays."


class RoundNotOn(Conflict):
    """Jurors cannot judge today."""

    de = "Die Jury kann heute nicht bewerten. Erinnern Sie sie an den Tagen der Runde."
    en = "The jury cannot judge today. Remind it on the days of the round."


class NothingToRemind(Conflict):
    """All is done, or all heard today."""

    de = "Heute ist niemand mehr zu erinnern: Alle sind fertig oder haben heute schon eine Mail bekommen."
    en = "There is nobody to remind today: everybody is done or has had a mail today already."


class NobodyToInvite(Conflict):
    """All were told."""

    de = "Alle in der Jury sind schon eingeladen."
    en = "Everybody on the jury has already been invited."
