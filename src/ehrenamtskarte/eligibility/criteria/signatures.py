"""As many different people vouch for the engagement as the town wants."""

from datetime import date

from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.criterion import Criterion, Result
from ehrenamtskarte.eligibility.engagement import Engagement
from ehrenamtskarte.eligibility.rules import RuleSet
from ehrenamtskarte.eligibility.wording import counted, say


def signed_by_enough(rule_set: RuleSet, engagement: Engagement, day: date) -> Criterion:
    """Different people who confirmed hours or signed a statement; a missing one can be asked for."""
    signers = {signer for item in engagement.current(day) for signer in item.signed_by}
    have, need = len(signers), rule_set.signatures
    asking = Text(
        " Bitten Sie noch jemanden aus Ihrem Verein um die Bestätigung.",
        " Please ask somebody else of your organisation to confirm it too.",
    )
    return Criterion(
        code="signatures",
        result=Result.MET if have >= need else Result.UNKNOWN,
        title=say("{need} Unterschriften", "{need} signatures", need=need),
        sentence=say(
            "Bestätigt von {people}; nötig sind {need} verschiedene.{asking}",
            "Confirmed by {people}; {need} different ones are needed.{asking}",
            people=counted(have, Text("Person", "person"), Text("Personen", "people")),
            need=need,
            asking=asking if have < need else Text("", ""),
        ),
        have=have,
        need=need,
        unit="people",
    )
