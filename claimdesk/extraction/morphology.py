"""English verb forms: from a base to its inflections, and the tables built from the lexicons.

A form's letter: B base, Z third person singular, D past tense, E past participle, G -ing.
"""

from __future__ import annotations

from claimdesk.extraction.lexicon import reporting, verbs

_VOWELS = frozenset("aeiou")


def _irregular() -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    for entry in verbs.IRREGULAR.split(";"):
        base, past, participle = entry.split()
        table[base] = (past, participle)
    return table


_IRREGULAR = _irregular()


def inflect(base: str) -> tuple[tuple[str, str], ...]:
    """All forms of a verb, as (form, letter) pairs; ``base`` in lower case."""
    last, before = base[-1], base[-2:-1]
    if last == "y" and before not in _VOWELS:
        third, regular = base[:-1] + "ies", base[:-1] + "ied"
    elif base.endswith(("s", "x", "z", "ch", "sh")) or base in (
        "go",
        "do",
        "undergo",
        "veto",
        "echo",
    ):
        third, regular = base + "es", base + "ed"
    else:
        third = base + "s"
        regular = base + ("d" if last == "e" else "ed")
    stem = base
    if base in verbs.DOUBLING or _doubles(base):
        stem = base + last
        regular = stem + "ed"
    if base.endswith("ie"):
        gerund = base[:-2] + "ying"
    elif last == "e" and not base.endswith(("ee", "oe", "ye")) and base != "be":
        gerund = base[:-1] + "ing"
    else:
        gerund = stem + "ing"
    past, participle = _IRREGULAR.get(base, (regular, regular))
    if base == "have":
        third = "has"
    forms = [(base, "B"), (third, "Z"), (past, "D"), (participle, "E"), (gerund, "G")]
    if base in (
        "dream",
        "burn",
        "learn",
        "spell",
        "lean",
        "leap",
        "plead",
        "spill",
        "speed",
        "light",
        "prove",
    ):
        forms += [(regular, "D"), (regular, "E")]
    return tuple(forms)


def _doubles(base: str) -> bool:
    """Short irregular verbs double their last letter before -ing: run, running."""
    return (
        base in _IRREGULAR
        and len(base) <= 4
        and base[-1] not in "aeiouwxyhkd"
        and base[-2] in _VOWELS
        and (len(base) < 3 or base[-3] not in _VOWELS)
    ) or base in (
        "forget",
        "rid",
        "shed",
        "bid",
        "forbid",
        "split",
        "upset",
        "shut",
        "begin",
        "quit",
        "spin",
    )


def _forms() -> dict[str, str]:
    table: dict[str, str] = {}
    bases = set(verbs.EVERYDAY.split()) | set(_IRREGULAR) | set(reporting.VERBS)
    for base in sorted(bases):
        for form, letter in inflect(base):
            known = table.get(form, "")
            if letter not in known:
                table[form] = known + letter
    return table


def _lemmas() -> dict[str, str]:
    table: dict[str, str] = {}
    for base in reporting.VERBS:
        for form, _ in inflect(base):
            table.setdefault(form, base)
    # Forms that two verbs share belong to the one that reports.
    table["found"] = "find"
    table["saw"] = "see"
    table["felt"] = "feel"
    return table


VERB_FORMS: dict[str, str] = _forms()
"""Inflected form -> the letters of what it can be."""

REPORTING_LEMMA: dict[str, str] = _lemmas()
"""Inflected form of a reporting verb -> its base."""
