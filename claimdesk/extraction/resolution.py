"""What pronouns and short forms refer to: the fullest earlier mention of the same source."""

from __future__ import annotations

import msgspec

from claimdesk.extraction.sources import Profile

_MAX_REMEMBERED = 80


class Mention(msgspec.Struct, frozen=True):
    """A source mention that later ones may refer to; offsets in the text."""

    start: int
    end: int
    profile: Profile
    paragraph: int
    full: Mention | None = None


class Memory:
    """The source mentions of an article so far, newest last."""

    def __init__(self) -> None:
        self._mentions: list[Mention] = []

    def resolve(self, profile: Profile) -> Mention | None:
        """The earlier mention that ``profile`` most likely refers to, or none."""
        if profile.pronoun:
            return self._antecedent(profile)
        if profile.name and profile.kind in ("person", "official"):
            last = profile.name.split()[-1].lower().removesuffix("'s")
            for mention in self._mentions:
                other = mention.profile
                if other.name and other.kind in ("person", "official"):
                    parts = other.name.lower().split()
                    if parts and parts[-1] == last and len(parts) > len(profile.name.split()):
                        return mention
        return None

    def _antecedent(self, profile: Profile) -> Mention | None:
        for mention in reversed(self._mentions):
            other = mention.profile
            if profile.plural:
                fits = other.plural or other.kind == "organisation"
            elif profile.head in ("it", "this", "that"):
                fits = other.kind in ("organisation", "document", "poll")
            else:
                fits = not other.plural and other.kind in ("person", "official", "anonymous")
            if fits:
                return mention.full or mention
        return None

    def remember(self, mention: Mention) -> None:
        """Add a mention; only the newest few dozen are kept, so that time stays linear."""
        self._mentions.append(mention)
        if len(self._mentions) > _MAX_REMEMBERED:
            del self._mentions[: _MAX_REMEMBERED // 4]
