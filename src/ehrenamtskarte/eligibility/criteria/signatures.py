"""As many different people vouch for the engagement as the town wants."""

from datetime import date

from ehrenamtskarte.core.text import Text
from ehrenamtskarte.eligibility.criterion import Criterion, Result
from ehrenamtskarte.eligibility.engagement import Engagement
from ehrenamtskarte.eligibility.rules import RuleSet
from ehrenamtskarte.eligibility.wording import say


def signed_by_enough(rule_set: RuleSet, engagement: Engagement, day: date) -> Criterion:
    """Different people who confirmed hours or signed a statement; a missing one can be asked for."""
    signers = {signer for item in engagement.current(day) for signer in item.signed_by}
    have, need = len(signers), rule_set.signatures
    so = Text("", "")
    if have < need:
        so = Text(
            " Bitten Sie Ihren Verein um eine weitere.", " Please ask your organisation for another one."
        )
    return Criterion(
        code="signatures",
        result=Result.MET if have >= need else Result.UNKNOWN,
        title=say("{need} Unterschriften", "{need} signatures", need=need),
        sentence=say(
            "{have} von {need} verschiedenen Menschen haben Ihr Engagement bestätigt.{so}",
            "{have} of {need} different people have confirmed your engagement.{so}",
            have=min(have, need),
            need=need,
            so=so,
        ),
        have=have,
        need=need,
        unit="people",
    )
