"""Where who enters has a seat or a branch: inside North Rhine-Westphalia."""

from ehrenamtskarte.awards.entering import entry_rules
from ehrenamtskarte.regions import service as regions
from ehrenamtskarte.regions.rules import normal_postal_code


async def town_of(postal_code: str, municipality: str | None) -> tuple[str, str]:
    """The postal code as it is written, and its town: the one that is named, else the first it may mean.

    Raises PostalCodeInvalid, OutsideState.
    """
    code = normal_postal_code(postal_code)
    towns = [place.ags for place in await regions.municipalities_of_postal_code(code)]
    if not towns:
        raise entry_rules.OutsideState(field="postalCode")
    return code, municipality if municipality in towns else towns[0]
