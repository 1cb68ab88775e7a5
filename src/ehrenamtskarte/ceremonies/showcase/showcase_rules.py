"""What is refused around the showcase; pure."""

from ehrenamtskarte.core.errors import Conflict


class NotAgreedYet(Conflict):
    """What a company has not agreed to it does not put on its own site either."""

    de = "Bitte stimmen Sie zuerst zu, dass Ihr Unternehmen gezeigt wird."
    en = "Please agree first that your company is shown."
