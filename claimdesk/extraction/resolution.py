"""What pronouns, surnames and roles refer to: the fullest earlier mention of the same source."""

from __future__ import annotations

import msgspec

from claimdesk.extraction.lexicon import names, words
from claimdesk.extraction.sources import Profile

_WINDOW = 14
"""How many mentions back a pronoun may reach; a few dozen sentences at most, and linear time."""

_COLLECTIVE = names.ORGANISATIONS | words(
    "government police party team family couple crew staff union council committee army militia group"
)
"""Bodies that "they" suits as well as people."""

_FAR = 60
_NEAR = 8
"""Sentences back that a role, and that "one", may point."""

_SOON = 12
"""Sentences back that a nameless person, or a pronoun's, may stand."""

_OPENING = 4
"""Sentences in which an article may say "a judge" and name the judge further down."""

_PARTS = words("one another both some several others two three neither")
_NAMED_LATER = words(
    """judge justice senator congressman congresswoman representative governor mayor sheriff ambassador chancellor
    commissioner magistrate inspector minister bishop rabbi imam"""
)
"""Titles that stand before a name; one person an article usually bears them."""

_KIN = words(
    """mother father wife husband son daughter brother sister stepmother stepfather boyfriend girlfriend fiance fiancee
    partner uncle aunt grandmother grandfather cousin widow manager running-mate predecessor successor"""
)
"""People of whom somebody has one or few: "his wife" is the one whom the article names."""

_TITLES = {
    "senator": ("sen.", "senator"),
    "congressman": ("rep.", "congressman", "representative"),
    "congresswoman": ("rep.", "congresswoman", "representative"),
    "representative": ("rep.", "representative"),
    "governor": ("gov.", "governor"),
    "general": ("gen.", "general"),
    "president": ("president", "pres."),
    "professor": ("prof.", "professor"),
}


class Mention(msgspec.Struct, frozen=True):
    """A mention that later ones may refer to; ``start`` and ``end`` are offsets in the text.

    ``place`` numbers the sentence it stands in, ``weight`` says how prominent it is there: a source
    more than a subject, a subject more than the rest. ``words`` are the mention's own, lower case.
    """

    start: int
    end: int
    profile: Profile
    place: int
    weight: float
    words: str


class Memory:
    """The mentions of an article so far, newest last."""

    def __init__(self, ahead: list[Mention] | None = None) -> None:
        """``ahead`` are the article's mentions, later ones included: who is named in which role."""
        self._in_role = {
            word
            for mention in ahead or []
            if mention.profile.name and mention.profile.kind in ("person", "official")
            for word in mention.words.split()[:-1]
            if word in _NAMED_LATER or word in _KIN
        }
        self._mentions: list[Mention] = []
        self._fullest: dict[str, Mention] = {}
        self._heads: dict[str, Mention] = {}
        self._bodies: dict[str, Mention] = {}

    def resolve(self, profile: Profile, place: int, words: str) -> Mention | None:
        """The earlier mention that ``profile`` most likely refers to, or none."""
        if profile.pronoun:
            found = self._antecedent(profile, place) if profile.pronoun != "i" else None
            return self._full(found) if found is not None else None
        if profile.head in _PARTS and profile.unnamed and not words.startswith(("the ", "no ")):
            return self._group_before(place)
        if profile.name and " " not in profile.name:
            body = self._bodies.get(profile.name.lower())
            if body is not None and _key(profile) not in self._fullest:
                return body
        if profile.name:
            full = self._fullest.get(_key(profile))
            if (
                full is None
                or len(full.profile.name) <= len(profile.name)
                or not _agree(profile, full.profile)
            ):
                return None
            # "Jane Lee" is not "John Lee", "Lee" may be
            return full if set(profile.name.split()) <= set(full.profile.name.split()) else None
        if profile.definite and profile.unnamed:
            known = self._heads.get(_singular(profile.head))
            far = _FAR if profile.plural else _SOON
            if known is not None and place - known.place < far and not self._named_since(known):
                return known
            return None if profile.plural else self._by_role(profile)
        if profile.definite and profile.kind in ("organisation", "document", "poll"):
            return self._same_head(profile, words)
        return None

    def named_in_role(self, profile: Profile, place: int) -> bool:
        """``A judge`` of the opening, or ``the judge`` of anywhere, whom the article names."""
        if profile.plural or profile.head not in self._in_role:
            return False
        return profile.definite or place <= _OPENING

    def _group_before(self, place: int) -> Mention | None:
        """``One of them``, ``another``: of the group of people mentioned last."""
        for mention in reversed(self._mentions[-_WINDOW:]):
            other = mention.profile
            if other.plural and other.unnamed and not other.pronoun and other.head not in _PARTS:
                return mention if place - mention.place < _NEAR else None
        return None

    def remember(self, mention: Mention) -> None:
        """Add a mention; an older list is cut, names stay known."""
        if any(m.start == mention.start and m.weight > mention.weight for m in self._mentions[-6:]):
            return  # the same words, known better as a source: "officials who asked not to be named"
        self._mentions.append(mention)
        profile = mention.profile
        if (
            profile.unnamed
            and not profile.definite
            and not profile.pronoun
            and profile.head not in _PARTS
        ):
            self._heads[_singular(profile.head)] = mention
        if profile.kind == "organisation" and " " in profile.name:
            self._bodies.setdefault(profile.name.split()[0].lower(), mention)
            self._bodies.setdefault(_initials(profile.name), mention)
            self._bodies.setdefault("head " + profile.head, mention)
        if profile.name:
            key = _key(profile)
            known = self._fullest.get(key)
            if known is None or len(profile.name) > len(known.profile.name):
                self._fullest[key] = mention
        if len(self._mentions) > 4 * _WINDOW:
            del self._mentions[: 2 * _WINDOW]

    def _full(self, mention: Mention) -> Mention:
        full = self._fullest.get(_key(mention.profile)) if mention.profile.name else None
        return full if full is not None and full.start <= mention.start else mention

    def _antecedent(self, profile: Profile, place: int) -> Mention | None:
        best: Mention | None = None
        best_score = -4.0
        for rank, mention in enumerate(reversed(self._mentions[-_WINDOW:])):
            fit = _fits(profile, mention.profile)
            if fit <= 0 or not _agree(profile, self._full(mention).profile):
                continue
            if mention.profile.unnamed and profile.pronoun == "he":
                # somebody nameless is gone on about only when they speak, and soon
                if place - mention.place > (2 if mention.weight >= 1.5 else 1):
                    continue
                fit -= 0.5 if mention.weight >= 1.5 else 1.5
            elif mention.profile.unnamed and mention.weight < 1:
                fit -= 1.0
            score = fit + mention.weight - 0.9 * (place - mention.place) - 0.3 * rank
            if score > best_score:
                best, best_score = mention, score
        return best

    def _named_since(self, known: Mention) -> bool:
        """Whether somebody is named in the role of a nameless one: "a judge", then "Judge Lee"."""
        if known.profile.plural:
            return False
        return known.profile.head in self._in_role

    def _by_role(self, profile: Profile) -> Mention | None:
        """``the senator`` after "Sen. Lee": only somebody whom the article has called so."""
        marks = _TITLES.get(profile.head, (profile.head,))
        for mention in reversed(self._mentions[-2 * _WINDOW :]):
            other = mention.profile
            if not other.name or other.kind not in ("person", "official"):
                continue
            if any(mark in mention.words for mark in marks):
                return self._full(mention)
        return None

    def _same_head(self, profile: Profile, words: str) -> Mention | None:
        for mention in reversed(self._mentions[-2 * _WINDOW :]):
            other = mention.profile
            if (
                other.kind == profile.kind
                and other.head == profile.head
                and len(mention.words) > len(words)
            ):
                return mention
        return self._bodies.get("head " + profile.head) if profile.kind == "organisation" else None


def _singular(head: str) -> str:
    irregular = {
        "people": "person",
        "men": "man",
        "women": "woman",
        "families": "family",
        "authorities": "authority",
    }
    return irregular.get(head) or (
        head[:-1] if head.endswith("s") and not head.endswith("ss") else head
    )


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()).lower()


def _key(profile: Profile) -> str:
    kind = "o" if profile.kind == "organisation" else "p"
    name = profile.name.lower()
    return kind + (name if kind == "o" else name.rsplit(" ", 1)[-1])


def _agree(profile: Profile, other: Profile) -> bool:
    return not (profile.gender and other.gender and profile.gender != other.gender)


def _fits(profile: Profile, other: Profile) -> float:
    """How well a mention suits a pronoun: 0 for not at all."""
    if other.pronoun and other.pronoun != profile.pronoun:
        return 0.0
    if profile.pronoun == "he":
        if (
            other.plural
            or other.kind not in ("person", "official", "anonymous")
            or not _agree(profile, other)
        ):
            return 0.0
        return 1.5 + (0.7 if profile.gender and profile.gender == other.gender else 0.0)
    if profile.pronoun == "they":
        if other.plural and other.kind in ("group", "official", "anonymous", "person"):
            return 2.0
        if other.kind == "organisation":
            if other.head in names.PLACES or other.head == "states":
                return 0.4
            return 1.8 if other.head in _COLLECTIVE else 1.2 if other.plural else 0.6
        return 1.0 if other.kind == "anonymous" else 0.0
    return 1.5 if other.kind in ("organisation", "document", "poll") and not other.plural else 0.0
