"""Where a row's offer is: the register's municipality behind a name, a key or a postal code."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

import msgspec

from ehrenamtskarte.benefits.lists.likeness import likeness, trigrams
from ehrenamtskarte.companies.places import Point, distance_km
from ehrenamtskarte.core.errors import Invalid
from ehrenamtskarte.core.sorting import sort_key
from ehrenamtskarte.core.text import Text

ACROSS_THE_BORDER_KM = 12
"""A postal code may cross a border of its towns, but not reach farther than this."""
_LIKE_ENOUGH = 0.4
_FILLERS = frozenset(
    [
        "an",
        "am",
        "auf",
        "bei",
        "der",
        "die",
        "das",
        "dem",
        "den",
        "im",
        "in",
        "a",
        "d",
        "i",
        "ob",
        "stadt",
        "gemeinde",
        "kreisstadt",
        "hansestadt",
    ]
)
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_POSTAL_CODE_LENGTH = 5
_KEY_LENGTH = 8


class TownMissing(Invalid):
    """Nothing says where it is."""

    de = "Es fehlt die Gemeinde oder die Postleitzahl."
    en = "The municipality or the postal code is missing."


class TownUnknown(Invalid):
    """No municipality of the state is called like this."""

    de = "Eine Gemeinde „{town}“ gibt es in Nordrhein-Westfalen nicht."
    en = "There is no municipality “{town}” in North Rhine-Westphalia."


class TownMisspelled(Invalid):
    """One is called almost like this."""

    de = "Eine Gemeinde „{town}“ gibt es in Nordrhein-Westfalen nicht. Meinten Sie {like}?"
    en = "There is no municipality “{town}” in North Rhine-Westphalia. Did you mean {like}?"


class TownAmbiguous(Invalid):
    """Several are called like this."""

    de = "„{town}“ kann mehrere Gemeinden meinen: {towns}. Bitte schreiben Sie den vollen Namen."
    en = "“{town}” may mean several municipalities: {towns}. Please write the full name."


class PostalCodeUnknown(Invalid):
    """A code of nowhere, or of another state."""

    de = "Die Postleitzahl {code} gibt es in Nordrhein-Westfalen nicht."
    en = "There is no postal code {code} in North Rhine-Westphalia."


class PostalCodeElsewhere(Invalid):
    """Code and town contradict each other."""

    de = "Die Postleitzahl {code} gehört zu {towns}, nicht zu {town}."
    en = "The postal code {code} belongs to {towns}, not to {town}."


class ForeignTown(Invalid):
    """An office brings in its own towns."""

    de = "Für {town} ist eine andere Stelle zuständig. Sie können nur Angebote Ihrer eigenen Kommunen einlesen."
    en = "Another office looks after {town}. You can only import offers of your own municipalities."


class StatewideForState(Invalid):
    """The state office recruits those partners."""

    de = "Landesweite Angebote bringt die Staatskanzlei ein. Bitte nennen Sie eine Gemeinde."
    en = "Statewide offers are imported by the state office. Please name a municipality."


class Town(msgspec.Struct, frozen=True):
    """A municipality as far as lists need it; `office` issues the card there, if anybody does."""

    ags: str
    name: str
    postal_code: str
    point: Point
    office: UUID | None


class Spot(msgspec.Struct, frozen=True):
    """Where something is: the middle of its postal code, else of its town."""

    town: Town
    postal_code: str
    point: Point
    note: Text | None = None


class Register:
    """The municipalities and postal codes of the state, ready to be asked for many rows."""

    def __init__(self, towns: Iterable[Town], codes: Iterable[tuple[str, str, Point]]) -> None:
        self.towns = {town.ags: town for town in towns}
        self._codes: dict[str, dict[str, Point]] = defaultdict(dict)
        for code, ags, point in codes:
            self._codes[code][ags] = point
        self._names: dict[str, set[str]] = defaultdict(set)
        for town in self.towns.values():
            for key in _keys(town.name):
                self._names[key].add(town.ags)
        self._parts = [(_parts(town.name), town.ags) for town in self.towns.values()]
        self._known: dict[tuple[str, str, UUID | None], Spot | Invalid] = {}

    def spot(self, name: str, code: str, office: UUID | None) -> Spot:
        """The place a row names, for an office that may look after one of several.

        Raises TownMissing, TownUnknown, TownMisspelled, TownAmbiguous, PostalCodeUnknown, PostalCodeElsewhere.
        """
        asked = (name, code, office)
        if asked not in self._known:
            try:
                self._known[asked] = self._spot(name, _code(code), office)
            except Invalid as refusal:
                self._known[asked] = refusal
        found = self._known[asked]
        if isinstance(found, Invalid):
            raise found
        return found

    def _spot(self, name: str, code: str, office: UUID | None) -> Spot:
        by_code = self._codes.get(code, {})
        if code and not by_code:
            raise PostalCodeUnknown(field="postalCode", code=code[:20])
        by_name = self._named(name)
        if not by_name and not by_code:
            raise self._unknown(name)
        if not by_name:
            town = self._one_of(by_code, code, code, office, name)
            return Spot(town, code, by_code[town.ags])
        if not by_code:
            town = self._one_of(by_name, name, "", office, name)
            return Spot(town, "", town.point)
        return self._agreed(by_name, by_code, name, code, office)

    def _agreed(
        self, by_name: set[str], by_code: dict[str, Point], name: str, code: str, office: UUID | None
    ) -> Spot:
        """Name and code together; a code that reaches across the border is noted, one far away refused."""
        both = by_name & by_code.keys()
        if both:
            town = self._one_of(both, name, code, office, name)
            return Spot(town, code, by_code[town.ags])
        town = self._one_of(by_name, name, "", office, name)
        if min(distance_km(town.point, point) for point in by_code.values()) > ACROSS_THE_BORDER_KM:
            raise PostalCodeElsewhere(
                field="postalCode", code=code, towns=self._listed(by_code), town=town.name
            )
        note = Text(
            f"Die Postleitzahl {code} gehört eigentlich zu {self._listed(by_code)}. Bitte prüfen Sie die Anschrift.",
            f"The postal code {code} really belongs to {self._listed(by_code)}. Please check the address.",
        )
        return Spot(town, code, town.point, note)

    def _named(self, name: str) -> set[str]:
        if len(name) == _KEY_LENGTH and name in self.towns:
            return {name}
        for key in _keys(name):
            if key in self._names:
                return self._names[key]
        return self._shortened(_parts(name)) or self._with_quarter(name)

    def _shortened(self, parts: tuple[str, ...]) -> set[str]:
        """`Monheim`, `Monheim a. Rh.`, `Halle Westf.`: each word begins the register's word at its place."""
        if not parts:
            return set()
        return {
            ags
            for full, ags in self._parts
            if full[0] == parts[0]
            and len(parts) <= len(full)
            and all(whole.startswith(part) for part, whole in zip(parts, full, strict=False))
        }

    def _with_quarter(self, name: str) -> set[str]:
        """`Köln-Porz`, `Bergisch Gladbach / Bensberg`: a town with one of its quarters."""
        for sign in ("-", "/", ",", "("):
            town, found, _ = name.partition(sign)
            key = sort_key(town)
            if found and key in self._names:
                return self._names[key]
        return set()

    def _one_of(self, towns: Iterable[str], shown: str, code: str, office: UUID | None, name: str) -> Town:
        found = [self.towns[ags] for ags in sorted(towns)]
        narrowed = [town for town in found if office and town.office == office]
        for several in (found, narrowed, [town for town in found if code and town.postal_code == code]):
            if len(several) == 1:
                return several[0]
        if name and not code:
            raise TownAmbiguous(field="municipality", town=shown[:60], towns=self._listed(towns))
        raise TownAmbiguous(field="postalCode", town=shown[:60], towns=self._listed(towns))

    def _listed(self, towns: Iterable[str]) -> str:
        return ", ".join(sorted((self.towns[ags].name for ags in towns), key=sort_key))

    def _unknown(self, name: str) -> Invalid:
        if not name.strip():
            return TownMissing(field="municipality")
        wanted = trigrams(sort_key(name))
        like = max(self.towns.values(), key=lambda town: likeness(wanted, trigrams(sort_key(town.name))))
        if likeness(wanted, trigrams(sort_key(like.name))) < _LIKE_ENOUGH:
            return TownUnknown(field="municipality", town=name[:60])
        return TownMisspelled(field="municipality", town=name[:60], like=like.name)


def _code(text: str) -> str:
    code = text.replace(" ", "").upper().removeprefix("D-")
    # Spreadsheets take the nought away from codes they count with.
    return code.zfill(_POSTAL_CODE_LENGTH) if code.isdigit() else code


def _keys(name: str) -> tuple[str, ...]:
    """How a town's name may be written: with and without umlauts, `Stadt`, and what stands in brackets."""
    first = (
        name.partition(",")[0] if name.partition(",")[2].strip().casefold() in ("stadt", "gemeinde") else name
    )
    plain = first.partition("(")[0] or first
    spelled = first.casefold().translate(_SPELLED_OUT)
    words = (" ".join(_parts(first)), " ".join(_parts(spelled)))
    return tuple(dict.fromkeys(filter(None, (sort_key(first), sort_key(plain), sort_key(spelled), *words))))


def _parts(name: str) -> tuple[str, ...]:
    """The words of a name that tell something."""
    words = sort_key(name).split()
    return tuple(word for word in words if word not in _FILLERS) or tuple(words)
