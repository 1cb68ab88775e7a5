"""One base for everything the platform refuses; each refusal carries its status, its code and its sentence."""

import re
from dataclasses import dataclass

from ehrenamtskarte.core.text import Text


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field of the input."""

    field: str
    message: Text


class Refusal(Exception):
    """The platform says no, in one sentence a person understands.

    A domain's refusals subclass one of the kinds below and give `de` and `en`;
    `{names}` in the sentences are filled from the keyword arguments.
    """

    status = 400
    title = "Bad request"
    de = "Das hat so nicht geklappt."
    en = "That did not work."

    def __init__(self, *, field: str | None = None, retry_after: int | None = None, **values: object) -> None:
        self.text = Text(de=self.de.format(**values), en=self.en.format(**values))
        self.errors: tuple[FieldError, ...] = (FieldError(field, self.text),) if field else ()
        self.retry_after = retry_after
        super().__init__(self.text.en)

    @property
    def code(self) -> str:
        """The stable name programs rely on, e.g. `hours_already_confirmed`."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", type(self).__name__).lower()


class Malformed(Refusal):
    """The request cannot be read."""

    de = "Die Anfrage konnte nicht gelesen werden."
    en = "The request could not be read."


class SignInNeeded(Refusal):
    """Nobody is signed in."""

    status = 401
    title = "Unauthorized"
    de = "Bitte melden Sie sich an."
    en = "Please sign in."


class Forbidden(Refusal):
    """The actor may see it but not do this."""

    status = 403
    title = "Forbidden"
    de = "Das dürfen Sie mit Ihrer Anmeldung nicht."
    en = "Your account may not do this."


class SecondFactorNeeded(Forbidden):
    """The role demands a second factor that this session has not shown."""

    de = "Bitte bestätigen Sie Ihre Anmeldung mit dem zweiten Faktor."
    en = "Please confirm your sign-in with the second factor."


class NotFound(Refusal):
    """Not there, or not the actor's to see."""

    status = 404
    title = "Not found"
    de = "Das haben wir nicht gefunden."
    en = "We did not find that."


class Conflict(Refusal):
    """The thing is no longer in the state the action needs."""

    status = 409
    title = "Conflict"
    de = "Der Stand hat sich inzwischen geändert. Bitte laden Sie die Seite neu."
    en = "Things have changed in the meantime. Please reload the page."


class TooLarge(Refusal):
    """The body exceeds the limit."""

    status = 413
    title = "Content too large"
    de = "Das ist zu groß. Dateien dürfen höchstens 10 MB haben."
    en = "That is too large. Files may have at most 10 MB."


class Invalid(Refusal):
    """Readable input that breaks a rule; carries one error per field at fault."""

    status = 422
    title = "Invalid input"
    de = "Bitte prüfen Sie Ihre Angaben."
    en = "Please check what you entered."

    def __init__(self, *errors: FieldError, field: str | None = None, **values: object) -> None:
        super().__init__(field=field, retry_after=None, **values)
        self.errors = errors or self.errors


class TooManyRequests(Refusal):
    """A limit against guessing or flooding is reached."""

    status = 429
    title = "Too many requests"
    de = "Das waren zu viele Versuche. Bitte warten Sie einen Moment."
    en = "Too many attempts. Please wait a moment."


class Unavailable(Refusal):
    """The platform cannot serve right now; trying again helps."""

    status = 503
    title = "Service unavailable"
    de = "Der Dienst ist gerade ausgelastet. Bitte versuchen Sie es gleich noch einmal."
    en = "The service is busy right now. Please try again in a moment."

    def __init__(self) -> None:
        super().__init__(retry_after=5)
