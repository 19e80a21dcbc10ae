"""From an article's text to its claims. Pure: the same text always gives the same answer."""

from __future__ import annotations

import hashlib

from claimdesk.extraction.attribution import attributions
from claimdesk.extraction.checkworthiness import checkworthiness
from claimdesk.extraction.document import Block, blocks_of
from claimdesk.extraction.found import Found
from claimdesk.extraction.model import Claim, Extraction, Form, Source, Span
from claimdesk.extraction.resolution import Memory, Mention
from claimdesk.extraction.segment import quotations, sentences
from claimdesk.extraction.sentence import Sentence, speeches
from claimdesk.extraction.settle import settle
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
    claims: list[Claim] = []
    memory = Memory()
    for number, block in enumerate(blocks):
        if block.kind in ("prose", "title"):
            claims.extend(_claims_of(text, block, number, memory, len(claims)))
    return Extraction(
        doc=doc,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        title=found_title,
        language="en",
        claims=tuple(claims),
        furniture=tuple((b.start, b.end) for b in blocks if b.kind in ("furniture", "heading")),
    )


def _claims_of(text: str, block: Block, number: int, memory: Memory, base: int) -> list[Claim]:
    tokens = Tokens(text, block.start, block.end)
    quotes = quotations(tokens)
    ranges = sentences(tokens, quotes)
    tag(tokens, frozenset(first for first, _ in ranges))
    speech = speeches(tokens, quotes)
    claims: list[Claim] = []
    for first, last in ranges:
        settled = settle(attributions(Sentence(tokens, first, last, quotes, speech)))
        offset = base + len(claims)
        for item, parent in settled:
            claims.append(
                _claim(
                    text, tokens, item, None if parent is None else parent + offset, number, memory
                )
            )
    return claims


def _claim(
    text: str, tokens: Tokens, item: Found, parent: int | None, number: int, memory: Memory
) -> Claim:
    spans = tuple((tokens.start[b], tokens.end[e - 1]) for b, e in item.spans)
    start, end = spans[0][0], spans[-1][1]
    return Claim(
        start=start,
        end=end,
        spans=spans,
        text=text[start:end],
        form=_form(tokens, item),
        parent=parent,
        cue=_span(text, tokens, item.cue),
        source=_source(text, tokens, item, number, memory),
        checkworthiness=checkworthiness(" ".join(text[b:e] for b, e in spans)),
        basis=_basis(text, tokens, item),
    )


def _span(text: str, tokens: Tokens, span: tuple[int, int]) -> Span:
    start, end = tokens.start[span[0]], tokens.end[span[1] - 1]
    return Span(start, end, text[start:end])


def _form(tokens: Tokens, item: Found) -> Form:
    inside = outside = False
    for first, last in item.spans:
        for i in range(first, last):
            if tokens.word[i][0].isalnum():
                if tokens.quote[i] >= 0:
                    inside = True
                else:
                    outside = True
    return "mixed" if inside and outside else "direct" if inside else "indirect"


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
    cue = _span(text, tokens, item.cue).text
    level = "high" if item.confidence >= 0.9 else "medium" if item.confidence >= 0.6 else "low"
    return f"cue “{cue}” ({item.kind}); {item.pattern}; confidence {level}"
