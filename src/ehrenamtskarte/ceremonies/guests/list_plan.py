"""What taking a guest list over would do, row by row; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import msgspec

from ehrenamtskarte.ceremonies.guests.guest_rules import NewGuest
from ehrenamtskarte.ceremonies.guests.list_rows import ListedGuest, Rows
from ehrenamtskarte.core.sorting import sort_key
from ehrenamtskarte.core.text import Text


@dataclass(frozen=True)
class Towns:
    """The register as lists name it: towns by their names, and by postal codes that mean only one."""

    by_name: Mapping[str, str]
    by_code: Mapping[str, str]
    names: Mapping[str, str]

    def find(self, town: str, code: str) -> str | None:
        """The key of a municipality, or None."""
        plain = sort_key(town)
        for name in (plain, plain.removeprefix("stadt "), plain.removeprefix("gemeinde ")):
            if name in self.by_name:
                return self.by_name[name]
        return town if town in self.names else self.by_code.get(code.removesuffix(".0"))


@dataclass(frozen=True)
class Known:
    """Somebody who is on the list already: by the key of the name, perhaps with an address."""

    name: str
    email: str | None


class PlannedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row and what becomes of it: `new`, `duplicate` or `refused`."""

    line: int
    outcome: str
    name: str
    email: str = ""
    municipality_name: str = ""
    message: Text | None = None


class Plan:
    """Rows taken one after the other; those to be added gather in `guests`."""

    def __init__(self, known: Iterable[Known], towns: Towns) -> None:
        self.rows: list[PlannedRow] = []
        self.guests: list[NewGuest] = []
        self._towns = towns
        self._emails: dict[str, Text] = {}
        self._names: dict[str, list[tuple[str | None, Text]]] = {}
        for one in known:
            self._remember(one.name, one.email, _THERE)

    def add(self, rows: Rows) -> None:
        """Take all rows, and put them in the order of the list."""
        for refused in rows.refused:
            self.rows.append(
                PlannedRow(
                    line=refused.line,
                    outcome="refused",
                    name=refused.name,
                    email=refused.email,
                    message=refused.message,
                )
            )
        for listed in rows.guests:
            self.rows.append(self._row(listed))
        self.rows.sort(key=lambda row: row.line)

    def count(self, outcome: str) -> int:
        """How many rows have this outcome."""
        return sum(row.outcome == outcome for row in self.rows)

    def _row(self, listed: ListedGuest) -> PlannedRow:
        town = (
            self._towns.find(listed.town, listed.postal_code) if listed.town or listed.postal_code else None
        )
        guest = replace(listed.guest, municipality=town)
        twice = self._twice(guest)
        if twice is None:
            self.guests.append(guest)
            self._remember(guest.sort_key, guest.email, _twice_in(listed.line))
        return PlannedRow(
            line=listed.line,
            outcome="new" if twice is None else "duplicate",
            name=guest.name,
            email=guest.email or "",
            municipality_name=self._towns.names[town] if town else listed.town,
            message=twice or self._note(listed, town),
        )

    def _twice(self, guest: NewGuest) -> Text | None:
        """Where the guest stands already: the same address, or the same name where one of the two has no address."""
        if guest.email and guest.email.lower() in self._emails:
            return self._emails[guest.email.lower()]
        for email, where in self._names.get(guest.sort_key, ()):
            if not email or not guest.email:
                return where
        return None

    def _remember(self, name: str, email: str | None, where: Text) -> None:
        if email:
            self._emails.setdefault(email.lower(), where)
        self._names.setdefault(name, []).append((email, where))

    def _note(self, listed: ListedGuest, town: str | None) -> Text | None:
        if not listed.town or town:
            return None
        return Text(
            f"Die Gemeinde „{listed.town[:60]}“ kennen wir nicht; sie bleibt leer.",
            f"We do not know the municipality “{listed.town[:60]}”; it stays empty.",
        )


_THERE = Text("Steht schon auf der Gästeliste.", "Is already on the guest list.")


def _twice_in(line: int) -> Text:
    return Text(f"Steht schon in Zeile {line}.", f"Already stands in line {line}.")
