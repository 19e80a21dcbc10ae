"""From an article's text to its claims. Pure: the same text always gives the same answer."""

from __future__ import annotations

import hashlib

from claimdesk.extraction.attribution import attributions
from claimdesk.extraction.checkworthiness import checkworthiness
from claimdesk.extraction.discourse import Discourse, Draft
from claimdesk.extraction.document import Block, blocks_of
from claimdesk.extraction.found import Found
from claimdesk.extraction.model import Claim, Extraction, Form, Source, Span
from claimdesk.extraction.resolution import Memory, Mention
from claimdesk.extraction.segment import MAX_SENTENCE, quotations, sentences
from claimdesk.extraction.sentence import Sentence, speeches
from claimdesk.extraction.settle import settle
from claimdesk.extraction.signatures import signature
from claimdesk.extraction.sources import profile
from claimdesk.extraction.tagging import tag
from claimdesk.extraction.tokens import Tokens

_QUOTE_MARKS = frozenset('“”"«»')


def extract(text: str, *, doc: str = "", title: str | None = None) -> Extraction:
    """Find an article's claims.

    ``text`` is taken exactly as it is; all offsets count its Unicode code points, ends exclusive.
    ``doc`` is handed through; ``title`` overrides the headline found in the text. Raises nothing
    for any text, empty ones included, and takes time in proportion to its length.
    """
    blocks = blocks_of(text)
    found_title = title
    if found_title is None:
        found_title = next((text[b.start : b.end] for b in blocks if b.kind == "title"), None)
    discourse = Discourse()
    for number, block in enumerate(blocks):
        if block.kind in ("prose", "title"):
            _read(text, block, number, discourse)
    return Extraction(
        doc=doc,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        title=found_title,
        language="en",
        claims=tuple(_claims(text, discourse.drafts)),
        furniture=tuple((b.start, b.end) for b in blocks if b.kind in ("furniture", "heading")),
    )


def _read(text: str, block: Block, number: int, discourse: Discourse) -> None:
    """Find the attributions of one block and hand them to the discourse."""
    tokens = Tokens(text, block.start, block.end)
    quotes = quotations(tokens)
    ranges = sentences(tokens, quotes)
    tag(tokens, frozenset(first for first, _ in ranges))
    speech = speeches(tokens, quotes)
    discourse.begin_block(tokens, quotes)
    sentence: Sentence | None = None
    k = 0
    whole = Sentence(tokens, 0, len(tokens), quotes, speech)
    signed = signature(tokens, whole) if len(tokens) < MAX_SENTENCE else None
    if signed is not None:
        ranges = [(0, len(tokens))]
    for first, last in ranges:
        sentence = Sentence(tokens, first, last, quotes, speech)
        drafts: list[Draft] = []
        for item, parent in settle(
            [signed]
            if signed is not None
            else attributions(sentence, headline=block.kind == "title")
        ):
            spans = [(tokens.start[b], tokens.end[e - 1]) for b, e in item.spans]
            quoted, plain = _voices(tokens, item)
            above = None if parent is None else drafts[parent]
            drafts.append(Draft(spans, item, tokens, number, above, quoted, plain))
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
                else:
                    discourse.free_quotation(sentence, quotation, number)
            k += 1
        discourse.end_sentence(sentence, number, had_claims=bool(drafts))
    discourse.end_block(sentence, number)


def _claims(text: str, drafts: list[Draft]) -> list[Claim]:
    """Drafts as claims in reading order, parents before what lies inside them."""
    order = sorted(drafts, key=lambda d: (d.spans[0][0], -d.spans[-1][1], d.found.cue[0]))
    index = {id(draft): i for i, draft in enumerate(order)}
    memory = Memory()
    return [
        _claim(text, draft, None if draft.parent is None else index[id(draft.parent)], memory)
        for draft in order
    ]


def _claim(text: str, draft: Draft, parent: int | None, memory: Memory) -> Claim:
    item, tokens = draft.found, draft.tokens
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
        source=_source(text, tokens, item, draft.block, memory),
        checkworthiness=checkworthiness(" ".join(text[b:e] for b, e in draft.spans)),
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


def _source(text: str, tokens: Tokens, item: Found, number: int, memory: Memory) -> Source | None:
    if item.source is None:
        return None
    span = _span(text, tokens, item.source)
    own = profile(tokens, item.source)
    refers = memory.resolve(own)
    judged = own
    reference = None
    if refers is not None and (refers.start, refers.end) != (span.start, span.end):
        reference = Span(refers.start, refers.end, text[refers.start : refers.end])
        judged = refers.profile
    memory.remember(Mention(span.start, span.end, judged if own.pronoun else own, number, refers))
    return Source(
        start=span.start,
        end=span.end,
        text=span.text,
        kind=judged.kind if own.pronoun else own.kind,
        unnamed=judged.unnamed if own.pronoun else own.unnamed,
        refers_to=reference,
        degree=judged.degree if own.pronoun else own.degree,
        count=own.count,
    )


def _basis(text: str, tokens: Tokens, item: Found) -> str:
    cue = _span(text, tokens, item.cue).text if item.cue[1] > item.cue[0] else ""
    level = "high" if item.confidence >= 0.9 else "medium" if item.confidence >= 0.6 else "low"
    found_by = f"cue “{cue}” ({item.kind}); " if cue else ""
    return f"{found_by}{item.pattern}; confidence {level}"
