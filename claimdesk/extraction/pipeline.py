"""From an article's text to its claims. Pure: the same text always gives the same answer."""

from __future__ import annotations

import hashlib

import msgspec

from claimdesk.extraction.anonymity import condition
from claimdesk.extraction.attribution import attributions
from claimdesk.extraction.checkworthiness import checkworthiness
from claimdesk.extraction.colons import speaker_colon
from claimdesk.extraction.discourse import Discourse, Draft
from claimdesk.extraction.document import Block, blocks_of
from claimdesk.extraction.found import Found
from claimdesk.extraction.language import language_of, note_for
from claimdesk.extraction.mentions import mentions
from claimdesk.extraction.model import Claim, Extraction, Form, Source, Span
from claimdesk.extraction.readers import known_to_readers, named_below, set_off_behind_name
from claimdesk.extraction.resolution import Memory, Mention
from claimdesk.extraction.segment import MAX_SENTENCE, quotations, sentences
from claimdesk.extraction.sentence import Sentence, speeches
from claimdesk.extraction.settle import settle
from claimdesk.extraction.signatures import signature
from claimdesk.extraction.sources import profile
from claimdesk.extraction.tagger import SecondReader
from claimdesk.extraction.tagging import tag
from claimdesk.extraction.tokens import Tokens

_QUOTE_MARKS = frozenset('“”"«»')


def extract(
    text: str, *, doc: str = "", title: str | None = None, reader: SecondReader | None = None
) -> Extraction:
    """Find an article's claims.

    ``text`` is taken exactly as it is; all offsets count its Unicode code points, ends exclusive.
    ``doc`` is handed through; ``title`` overrides the headline found in the text. ``reader``,
    if there is one, looks at each sentence after the rules (``claimdesk train``). Raises nothing
    for any text, empty ones included, and takes time in proportion to its length.
    """
    blocks = blocks_of(text)
    language = language_of(text)
    found_title = title
    if found_title is None:
        found_title = next((text[b.start : b.end] for b in blocks if b.kind == "title"), None)
    discourse = Discourse()
    for number, block in enumerate(blocks):
        if language == "en" and block.kind in ("prose", "title"):
            _read(text, block, number, discourse, reader)
    return Extraction(
        doc=doc,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        title=found_title,
        language=language,
        claims=tuple(_claims(text, discourse)),
        furniture=tuple((b.start, b.end) for b in blocks if b.kind in ("furniture", "heading")),
        note=note_for(language),
    )


def _read(
    text: str, block: Block, number: int, discourse: Discourse, reader: SecondReader | None
) -> None:
    """Find the attributions of one block and hand them to the discourse."""
    tokens = Tokens(text, block.start, block.end)
    quotes = quotations(tokens)
    ranges = sentences(tokens, quotes)
    capitals = block.kind == "title" and _in_capitals(tokens)
    tag(tokens, frozenset(first for first, _ in ranges), capitals=capitals)
    speech = speeches(tokens, quotes)
    discourse.begin_block(quotes)
    if block.kind == "title":
        discourse.headline = number
    announced = discourse.announced_block(tokens, number)
    sentence: Sentence | None = None
    k = 0
    whole = Sentence(tokens, 0, len(tokens), quotes, speech)
    signed = signature(whole) if len(tokens) < MAX_SENTENCE else None
    if signed is None and len(ranges) > 1 and len(tokens) < MAX_SENTENCE:
        # a speaker's turn in a transcript is one claim, however many sentences it has
        signed = speaker_colon(whole, headline=False)
    if signed is not None:
        ranges = [(0, len(tokens))]
    for first, last in ranges:
        sentence = Sentence(tokens, first, last, quotes, speech)
        discourse.place += 1
        discourse.mentions.extend(
            mentions(sentence, discourse.place, headline=block.kind == "title")
        )
        drafts: list[Draft] = []
        items = settle(
            [signed]
            if signed is not None
            else attributions(sentence, headline=block.kind == "title")
        )
        if reader is not None and signed is None:
            items = reader.improve(sentence, items)
        for item, parent in items:
            spans = [(tokens.start[b], tokens.end[e - 1]) for b, e in item.spans]
            quoted, plain = _voices(tokens, item)
            above = announced if parent is None else drafts[parent]
            drafts.append(
                Draft(
                    spans,
                    item,
                    tokens,
                    number,
                    above,
                    quoted,
                    plain,
                    discourse.place,
                    sentence.bounds,
                )
            )
        discourse.add(drafts)
        while k < len(quotes) and quotes[k].first < last:
            quotation = quotes[k]
            if speech[k] and quotation.first >= first:
                owner = next(
                    (d for d in drafts if any(b <= quotation.first < e for b, e in d.found.spans)),
                    None,
                )
                if owner is not None:
                    discourse.claimed_quotation(owner, quotation)
                elif announced is None:
                    discourse.free_quotation(sentence, quotation, number)
            k += 1
        if (
            not drafts
            and block.kind == "prose"
            and announced is None
            and not any(quote >= 0 for quote in tokens.quote[first:last])
        ):
            discourse.add_own_voice(text, sentence, number)
        discourse.end_sentence(sentence, number, had_claims=bool(drafts))
    discourse.end_block(sentence, number)


def _in_capitals(tokens: Tokens) -> bool:
    """Whether nearly every longer word of a headline has a capital."""
    longer = [word for word in tokens.word if len(word) > 3 and word[0].isalpha()]
    return len(longer) > 3 and sum(word[0].isupper() for word in longer) * 5 >= len(longer) * 4


def _claims(text: str, discourse: Discourse) -> list[Claim]:
    """Drafts as claims in reading order, parents before what lies inside them."""
    order = sorted(discourse.drafts, key=lambda d: (d.spans[0][0], -d.spans[-1][1], d.found.cue[0]))
    index = {id(draft): i for i, draft in enumerate(order)}
    sources = _sources(text, discourse)
    return [
        _claim(
            text,
            draft,
            None if draft.parent is None else index[id(draft.parent)],
            sources.get(id(draft)),
        )
        for draft in order
    ]


def _claim(text: str, draft: Draft, parent: int | None, source: Source | None) -> Claim:
    item, tokens = draft.found, draft.tokens
    worth = (
        draft.worth
        if draft.worth is not None
        else checkworthiness(" ".join(text[b:e] for b, e in draft.spans))
    )
    start, end = draft.spans[0][0], draft.spans[-1][1]
    form: Form = (
        "mixed" if draft.quoted and draft.plain else "direct" if draft.quoted else "indirect"
    )
    return Claim(
        start=start,
        end=end,
        spans=tuple(draft.spans),
        text=text[start:end],
        form=form,
        parent=parent,
        cue=_span(text, tokens, item.cue) if item.cue[1] > item.cue[0] else None,
        source=source,
        checkworthiness=worth,
        basis=_basis(text, tokens, item),
    )


def _span(text: str, tokens: Tokens, span: tuple[int, int]) -> Span:
    start, end = tokens.start[span[0]], tokens.end[span[1] - 1]
    return Span(start, end, text[start:end])


def _voices(tokens: Tokens, item: Found) -> tuple[bool, bool]:
    """Whether content holds words inside, and words outside, quotation marks."""
    inside = outside = False
    for first, last in item.spans:
        for i in range(first, last):
            if tokens.word[i][0].isalnum():
                if tokens.quote[i] >= 0:
                    inside = True
                else:
                    outside = True
    return inside, outside


def _sources(text: str, discourse: Discourse) -> dict[int, Source]:
    """Who each draft's source is, read in the order in which the article names them."""
    memory = Memory(discourse.mentions)
    out: dict[int, Source] = {}
    upcoming = 0
    drafts = [
        (d.tokens.start[d.found.source[0]], d)
        for d in discourse.drafts
        if d.found.source is not None
    ]
    drafts.sort(key=lambda pair: pair[0])
    for start, draft in drafts:
        while upcoming < len(discourse.mentions) and discourse.mentions[upcoming].start < start:
            memory.remember(discourse.mentions[upcoming])
            upcoming += 1
        out[id(draft)] = _source(text, draft, memory, discourse.headline)
    return out


def _source(text: str, draft: Draft, memory: Memory, headline: int) -> Source:
    tokens, source = draft.tokens, draft.found.source
    if source is None:
        raise ValueError("a draft without a source has none to describe")
    span = _span(text, tokens, source)
    own = profile(tokens, source)
    words = " ".join(tokens.low[own.core[0] : own.core[1]])
    refers = memory.resolve(own, draft.place, words)
    if refers is not None and refers.start <= span.start < refers.end:
        refers = None
    # A pronoun is as named, and of the kind, as what it stands for; so is a role that points back.
    judged = own if refers is None else refers.profile
    if refers is None and judged.unnamed:
        called = set_off_behind_name(tokens, own)
        if called:
            judged = msgspec.structs.replace(judged, name=called, unnamed=False, degree="named")
        elif known_to_readers(tokens, own, headline=draft.block == headline) or (
            memory.named_in_role(own, draft.place) or named_below(tokens, own, draft.place)
        ):
            judged = msgspec.structs.replace(judged, unnamed=False, degree="named")
    promise = condition(
        text, *(draft.sentence if judged.unnamed and not own.pronoun else (span.start, span.end))
    )
    if promise is not None and judged.unnamed:
        judged = msgspec.structs.replace(judged, kind="anonymous", degree="anonymous")
    core = (tokens.start[own.core[0]], tokens.end[own.core[1] - 1])
    if own.head in ("one", "another") and judged.kind == "group":
        judged = msgspec.structs.replace(judged, kind="person", plural=False)
    if not own.pronoun and (refers is None or own.name):
        aside = draft.found.lemma in _ASIDE
        kept = msgspec.structs.replace(
            judged, name=own.name, definite=own.definite, plural=own.plural
        )
        memory.remember(Mention(core[0], core[1], kept, draft.place, 0.5 if aside else 2.0, words))
    elif refers is not None:
        memory.remember(
            Mention(refers.start, refers.end, refers.profile, draft.place, 1.5, refers.words)
        )
    return Source(
        start=span.start,
        end=span.end,
        text=span.text,
        kind=judged.kind,
        unnamed=judged.unnamed,
        refers_to=None
        if refers is None
        else Span(refers.start, refers.end, text[refers.start : refers.end]),
        degree=judged.degree,
        condition=None if promise is None else _cut(text, promise[0]),
        reason=None if promise is None or promise[1] is None else _cut(text, promise[1]),
        count=own.count,
    )


_ASIDE = frozenset(["according to", "ask"])
"""Cues whose source the article seldom stays with: "he" is rather the one who was asked."""


def _cut(text: str, span: tuple[int, int]) -> Span:
    return Span(span[0], span[1], text[span[0] : span[1]])


def _basis(text: str, tokens: Tokens, item: Found) -> str:
    cue = _span(text, tokens, item.cue).text if item.cue[1] > item.cue[0] else ""
    level = "high" if item.confidence >= 0.9 else "medium" if item.confidence >= 0.6 else "low"
    found_by = f"cue “{cue}” ({item.kind}); " if cue else ""
    return f"{found_by}{item.pattern}; confidence {level}"
