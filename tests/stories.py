"""Sentences in any number, of which each says something of its own."""

from random import Random

_SYLLABLES = [
    "bar",
    "cor",
    "dal",
    "fen",
    "gim",
    "hul",
    "jor",
    "kel",
    "lun",
    "mer",
    "nos",
    "por",
    "quil",
    "ras",
    "sut",
    "tev",
    "vol",
    "wim",
    "yar",
    "zed",
]
_THINGS = [
    "bridge",
    "harbour",
    "library",
    "theatre",
    "nursery",
    "tramway",
    "archive",
    "brewery",
    "cannery",
    "clinic",
    "dockyard",
    "foundry",
    "granary",
    "hostel",
    "ironworks",
    "museum",
    "observatory",
    "orchard",
    "pharmacy",
    "quarry",
    "refinery",
    "sawmill",
    "school",
    "shipyard",
    "stadium",
    "tannery",
    "tannery",
    "vineyard",
    "warehouse",
    "windmill",
]
_LOST = [
    "visitors",
    "members",
    "customers",
    "tenants",
    "apprentices",
    "engineers",
    "subscribers",
    "donors",
    "passengers",
    "patients",
    "pupils",
    "suppliers",
    "volunteers",
    "investors",
    "trustees",
    "musicians",
    "gardeners",
    "librarians",
]
_WHEN = [
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def statement(number: int) -> str:
    """A statement without its source: the same for the same number, and like no other's."""
    chance = Random(number)  # noqa: S311  (nothing secret)
    place = "".join(chance.choice(_SYLLABLES) for _ in range(3)).capitalize()
    owner = "".join(chance.choice(_SYLLABLES) for _ in range(2)).capitalize()
    percent = chance.randrange(3, 97)
    return (
        f"The {place} {chance.choice(_THINGS)} of the {owner} family lost {percent} percent of its "
        f"{chance.choice(_LOST)} in {chance.choice(_WHEN)}"
    )


def said(number: int, by: str = "Maren Holt") -> str:
    """The same with who said it: one claim for the extractor."""
    return f"{statement(number)}, {by} said."
