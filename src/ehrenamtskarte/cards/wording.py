"""Each reason of a check in one sentence that a cashier understands."""

from ehrenamtskarte.cards.checking import Reason
from ehrenamtskarte.core.text import Text

SENTENCES = {
    Reason.OK: Text("Die Karte gilt.", "The card is valid."),
    Reason.PRINT: Text(
        "Die gedruckte Karte gilt zusammen mit einem Ausweis. Bitte vergleichen Sie den Namen.",
        "The printed card is valid together with an ID. Please compare the name.",
    ),
    Reason.STALE_STATUS_LIST: Text(
        "Die Sperrliste fehlt oder ist älter als 24 Stunden. Bitte prüfen Sie noch einmal mit Netz.",
        "The list of revoked cards is missing or older than 24 hours. Please check again with a network.",
    ),
    Reason.CLOCK_OFF: Text(
        "Die Uhr dieses Geräts geht vermutlich falsch. Bitte prüfen Sie noch einmal mit Netz.",
        "The clock of this device is probably wrong. Please check again with a network.",
    ),
    Reason.MALFORMED: Text(
        "Das ist kein Code einer Ehrenamtskarte.", "This is not a code of an Ehrenamtskarte."
    ),
    Reason.UNKNOWN_KEY: Text(
        "Diesen Code hat keine Stelle ausgestellt, die wir kennen.",
        "No office known to us has issued this code.",
    ),
    Reason.BAD_SIGNATURE: Text("Der Code ist gefälscht oder beschädigt.", "The code is forged or damaged."),
    Reason.WRONG_MEDIUM: Text(
        "Dieser Code gehört auf ein anderes Medium: Ein gedruckter Code gilt nicht auf dem Telefon, und umgekehrt.",
        "This code belongs elsewhere: a printed code is not valid on a phone, nor the other way round.",
    ),
    Reason.NOT_YET_VALID: Text("Die Karte gilt noch nicht.", "The card is not valid yet."),
    Reason.EXPIRED: Text("Die Gültigkeit ist abgelaufen.", "The card has expired."),
    Reason.BAD_PROOF: Text(
        "Der Code stammt nicht von dem Telefon, für das die Karte ausgestellt ist.",
        "The code does not come from the phone the card was issued to.",
    ),
    Reason.SCREENSHOT: Text(
        "Der Code ist nicht frisch, vielleicht ein Foto. Bitte lassen Sie sich die Karte in der App zeigen.",
        "The code is not fresh, perhaps a photo. Please ask to see the card in the app.",
    ),
    Reason.REVOKED: Text("Die Karte ist gesperrt.", "The card is revoked."),
}
