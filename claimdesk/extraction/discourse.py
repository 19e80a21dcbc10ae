"""Quotations that no cue in their own sentence attributes: who goes on speaking.

News lets a speaker go on: ``"A," she said. "B."``, a paragraph that is nothing but quotation, a
quotation over several paragraphs, or one announced by a colon. Here each such quotation joins the
claim it continues, or becomes one with the speaker just named. Offsets are the text's own.
"""

from __future__ import annotations

import msgspec

from claimdesk.extraction.checkworthiness import OWN_VOICE, checkworthiness
from claimdesk.extraction.contents import skip_opening
from claimdesk.extraction.found import Found
from claimdesk.extraction.lexicon import people, reporting
from claimdesk.extraction.morphology import REPORTING_LEMMA
from claimdesk.extraction.phrases import VerbGroup, after_noun_phrase, has_finite_verb, verb_group
from claimdesk.extraction.resolution import Mention
from claimdesk.extraction.segment import Quotation
from claimdesk.extraction.sentence import Range, Sentence
from claimdesk.extraction.subjects import subject_left
from claimdesk.extraction.tokens import Tokens

_SHORTEST = 7
"""Tokens that a sentence in the article's own voice has at least."""


class Draft(msgspec.Struct):
    """A claim in the making: spans in the text's offsets, and the attribution it came from."""

    spans: list[tuple[int, int]]
    found: Found
    tokens: Tokens
    block: int
    parent: Draft | None
    quoted: bool
    plain: bool
    place: int
    sentence: Range
    worth: float | None = None


class Discourse:
    """Follows the speaker through an article, block by block and sentence by sentence."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.mentions: list[Mention] = []
        self.place = 0
        self.headline = -1
        self._last: Draft | None = None
        self._open: Draft | None = None
        self._pending: list[tuple[int, int]] = []
        self._announced: tuple[Found, Tokens, int] | None = None
        self._subject: tuple[Range, Tokens, int] | None = None

    def add(self, drafts: list[Draft]) -> None:
        """Take in the drafts of one sentence, in reading order."""
        self.drafts.extend(drafts)
        speakers = [d for d in drafts if d.parent is None and d.found.source is not None]
        if speakers and (
            self._last is None
            or self._last.block != speakers[0].block
            or any(d.quoted or d.found.kind in ("speech", "address") for d in speakers)
        ):
            # who is quoted goes on speaking; else the first that says anything, else the first
            self._last = next(
                (d for d in reversed(speakers) if d.quoted),
                next((d for d in speakers if d.found.kind in ("speech", "address")), speakers[0]),
            )

    def add_own_voice(self, text: str, s: Sentence, block: int) -> None:
        """Take a sentence that nobody is cited for as the article's own claim, if it can be checked."""
        first = skip_opening(s, s.first)
        last = s.last
        if (
            last - first < _SHORTEST
            or s.tag[last - 1] == "?"
            or not has_finite_verb(s, first, last)
        ):
            return
        if any(
            s.low[i] in ("i", "you", "your", "we", "us", "me", "my") for i in range(first, last)
        ):
            return
        span = (s.tokens.start[first], s.tokens.end[last - 1])
        worth = checkworthiness(text[span[0] : span[1]])
        if worth >= OWN_VOICE:
            found = Found(
                [(first, last)],
                (first, first),
                None,
                "",
                "",
                "the article's own voice, checkable",
                0.6,
            )
            self.drafts.append(
                Draft([span], found, s.tokens, block, None, False, True, self.place, span, worth)
            )

    def announced_block(self, tokens: Tokens, block: int) -> Draft | None:
        """A paragraph without quotation marks that a verb of saying and a colon announced.

        ``The judge wrote:`` and then her words: all of the paragraph is the claim.
        """
        if self._announced is None or len(tokens) < _SHORTEST or tokens.tag[0] == '"':
            return None
        found, where, _ = self._announced
        last = where.low[found.cue[1] - 1]
        if "speech" not in reporting.VERBS.get(REPORTING_LEMMA.get(last, ""), ()):
            return None
        self._announced = None
        piece = (tokens.start[0], tokens.end[-1])
        draft = Draft([piece], found, where, block, None, True, False, self.place, piece)
        self.drafts.append(draft)
        self._last = draft
        return draft

    def begin_block(self, quotes: list[Quotation]) -> None:
        """Forget what a block that opens without a quotation cannot continue."""
        if not quotes or quotes[0].first != 0:
            self._open = None
            self._pending = []
        self._subject = None

    def free_quotation(self, s: Sentence, quotation: Quotation, block: int) -> None:
        """Give a quotation that no cue claimed to the speaker it belongs to, if there is one."""
        tokens = s.tokens
        piece = (tokens.start[quotation.first], tokens.end[quotation.last - 1])
        alone = _stands_alone(s)
        target: Draft | None = None
        if quotation.first == 0 and self._announced is not None:
            found, where, at = self._announced
            self._announced = None
            self._new(piece, found, where, at, quotation)
            return
        if quotation.first == 0 and self._open is not None:
            target = self._open
        elif (
            alone
            and self._last is not None
            and block - self._last.block <= (1 if quotation.first == 0 else 0)
        ):
            target = self._last
        while target is not None and target.parent is not None:
            target = target.parent
        if target is not None:
            target.spans.append(piece)
            target.quoted = True
            target.block = block
            self._open = target if not quotation.closed else None
            return
        self._open = None
        intro = introduction(s, quotation.first) or deed(s, quotation)
        if intro is not None:
            self._new(piece, intro, tokens, block, quotation)
        elif alone and self._subject is not None and self._subject[2] == block:
            subject, where, _ = self._subject
            found = Found(
                [],
                (subject[0], subject[0]),
                subject,
                "",
                "speech",
                "quotation right after its speaker",
                0.5,
            )
            self._new(piece, found, where, block, quotation)
        elif not quotation.closed and quotation.first == 0:
            self._pending.append(piece)

    def _new(
        self, piece: tuple[int, int], found: Found, tokens: Tokens, block: int, quotation: Quotation
    ) -> None:
        draft = Draft([piece], found, tokens, block, None, True, False, self.place, piece)
        self.drafts.append(draft)
        self._last = draft
        self._open = draft if not quotation.closed else None

    def claimed_quotation(self, draft: Draft, quotation: Quotation) -> None:
        """Note a quotation that a cue claimed: earlier paragraphs of it join, later ones may."""
        if quotation.first == 0 and self._pending and draft.parent is None:
            draft.spans[:0] = self._pending
        self._pending = []
        self._open = draft if not quotation.closed else None

    def end_sentence(self, s: Sentence, block: int, *, had_claims: bool) -> None:
        """Remember who acted in a sentence without claims: a quotation may follow."""
        if had_claims:
            self._subject = None
            return
        for i in range(s.first, s.last):
            if s.is_open(i) and s.tag[i] in "VAM":
                subject = subject_left(s, VerbGroup(i, i + 1, False, False, False, True, False))
                self._subject = (
                    (subject, s.tokens, block)
                    if subject is not None and _person(s, subject)
                    else None
                )
                return

    def end_block(self, s: Sentence | None, block: int) -> None:
        """Note an announcement: a block that ends with a colon, before a quotation in the next."""
        self._announced = None
        if s is not None and s.last - s.first < 80 and s.word[s.last - 1] in (":", ","):
            found = introduction(s, s.last)
            if found is not None:
                self._announced = (found, s.tokens, block)


def deed(s: Sentence, quotation: Quotation) -> Found | None:
    """``"We won," Lee grinned``: the speaker and what they did right behind the words."""
    first = quotation.last
    if first >= s.last or not quotation.closed or s.word[first - 2] not in (",", "?", "!"):
        return None
    end = after_noun_phrase(s, first, s.last)
    if end == first or end >= s.last or not s.is_open(end) or s.tag[end] != "V":
        return None
    return Found([], (end, end + 1), (first, end), "", "speech", "quotation, then its speaker", 0.7)


def introduction(s: Sentence, end: int) -> Found | None:
    """Who a colon or comma before ``end`` announces: subject and verb of the clause before it."""
    mark = end - 1
    if mark <= s.first or s.word[mark] not in (":", ","):
        return None
    for i in range(s.first, mark):
        if s.tag[i] in "VAM" and s.is_open(i):
            last = i
            while (
                last + 1 < mark
                and s.tag[last + 1] in "RAMEGVT"
                and s.is_open(last + 1)
                and s.tag[last] in "AMRTEG"
            ):
                last += 1
            group = verb_group(s, i)
            subject = subject_left(s, group)
            if subject is None:
                continue
            return Found(
                [],
                (group.first, last + 1),
                subject,
                "",
                "speech",
                "quotation announced by its speaker",
                0.75,
            )
    if s.word[mark] == ":" and mark - s.first <= 8 and s.tag[mark - 1] in "NX)":
        return Found(
            [], (mark, mark + 1), (s.first, mark), ":", "speech", "speaker, colon, words", 0.7
        )
    return None


def _person(s: Sentence, subject: Range) -> bool:
    head = s.low[subject[1] - 1]
    return (
        s.tag[subject[1] - 1] == "X"
        or head in people.PERSON_PRONOUNS
        or head in people.ROLES
        or head in people.PEOPLE
    )


def _stands_alone(s: Sentence) -> bool:
    """Whether a sentence is nothing but quotation."""
    return all(not s.is_open(i) or not s.word[i][0].isalnum() for i in range(s.first, s.last))
