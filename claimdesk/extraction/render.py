"""An extraction as something to read: a plain report, and a page with the marks over the text."""

from __future__ import annotations

import itertools
from html import escape

from claimdesk.extraction.model import Claim, Extraction, Source

_KIND_WORDS = {
    "person": "person",
    "official": "official",
    "organisation": "organisation",
    "document": "document",
    "poll": "poll",
    "group": "group",
    "anonymous": "anonymous",
}


def as_text(extraction: Extraction, text: str, *, explain: bool = False) -> str:
    """A report for a journalist: each claim, who said it, named or UNNAMED, by which words.

    ``text`` is the article that was extracted from; nested claims are indented under their parent.
    """
    claims = extraction.claims
    unnamed = sum(1 for c in claims if c.source is not None and c.source.unnamed)
    heading = extraction.title or extraction.doc or "Untitled"
    lines = [_one_line(heading), "=" * min(100, max(1, len(_one_line(heading))))]
    if extraction.note:
        lines += [extraction.note, ""]
        return "\n".join(lines)
    attributed = sum(1 for c in claims if c.source is not None or c.cue is not None)
    lines.append(
        f"{_count(attributed, 'attributed claim')}, {unnamed} with an unnamed source; "
        f"{_count(len(claims) - attributed, 'checkable sentence')} in the article's own voice."
    )
    depth: list[int] = []
    for number, claim in enumerate(claims):
        depth.append(0 if claim.parent is None else depth[claim.parent] + 1)
        indent = "    " * depth[number]
        words = " […] ".join(_one_line(text[s:e]) for s, e in claim.spans)
        lines += ["", f"{indent}{number + 1}. {words}"]
        lines.append(f"{indent}   {_who(claim)}")
        lines.append(f"{indent}   {claim.form}; check-worthiness {claim.checkworthiness:.2f}")
        if explain:
            lines.append(f"{indent}   why: {claim.basis}")
    return "\n".join([*lines, ""])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _one_line(words: str) -> str:
    """White space and control characters made harmless for a terminal."""
    return " ".join(
        "".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in words).split()
    )


def _who(claim: Claim) -> str:
    if claim.source is None and claim.cue is None:
        return "the article's own voice"
    cue = f"“{_one_line(claim.cue.text)}”" if claim.cue is not None else "no cue of its own"
    if claim.source is None:
        return f"UNNAMED, no source given; cue {cue}"
    return f"{_named(claim.source)}; cue {cue}"


def _named(source: Source) -> str:
    parts = [
        f"{'UNNAMED' if source.unnamed else 'named'} {_KIND_WORDS[source.kind]}: {_one_line(source.text)}"
    ]
    if source.refers_to is not None:
        parts.append(f"refers to “{_one_line(source.refers_to.text)}”")
    if source.count is not None:
        parts.append(f"{source.count} people claimed")
    if source.condition is not None:
        parts.append(f"terms: “{_one_line(source.condition.text)}”")
    if source.reason is not None:
        parts.append(f"reason given: “{_one_line(source.reason.text)}”")
    return "; ".join(parts)


_STYLE = """
body{font:17px/1.6 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}
header,footer{font-family:system-ui,sans-serif;font-size:.85rem;color:#444}
pre{white-space:pre-wrap;font:inherit}
.content{background:#fff3bf}.content .content{background:#ffd98a}.own{background:#eef1f4}
.cue{text-decoration:underline dotted #1864ab 2px;text-underline-offset:3px}
.source{background:#d3f9d8}.unnamed{background:#ffc9c9;outline:2px solid #c92a2a}
.furniture{color:#777;font-size:.9em}
"""


def as_html(extraction: Extraction, text: str) -> str:
    """One self-contained page: the whole text, with content, cue and source marked.

    Everything from the article is escaped; the page loads nothing and runs no script.
    """
    title = escape(_one_line(extraction.title or extraction.doc or "Untitled"))
    legend = (
        '<span class="content">claim</span> <span class="cue">cue</span> '
        '<span class="source">source</span> <span class="unnamed">unnamed source</span> '
        '<span class="own">checkable, own voice</span> <span class="furniture">page furniture</span>'
    )
    note = f"<p>{escape(extraction.note)}</p>" if extraction.note else ""
    return (
        f'<!doctype html>\n<html lang="{escape(extraction.language, quote=True)}"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body><header>{legend}{note}</header>\n"
        f"<pre>{_marked(extraction, text)}</pre>\n</body></html>\n"
    )


def _marked(extraction: Extraction, text: str) -> str:
    """The text with marks; marks that would cross each other are closed and opened again."""
    layers: list[tuple[int, int, str, str]] = [
        (s, e, "furniture", "page furniture") for s, e in extraction.furniture
    ]
    for claim in extraction.claims:
        own = claim.source is None and claim.cue is None
        layers += [(s, e, "own" if own else "content", claim.basis) for s, e in claim.spans]
        if claim.cue is not None:
            layers.append((claim.cue.start, claim.cue.end, "cue", "cue"))
        if claim.source is not None:
            kind = "unnamed" if claim.source.unnamed else "source"
            layers.append((claim.source.start, claim.source.end, kind, _named(claim.source)))
    layers = sorted(set(layers), key=lambda x: (x[0], -x[1]))
    points = sorted({0, len(text), *(p for layer in layers for p in layer[:2])})
    out: list[str] = []
    active: list[tuple[int, int, str, str]] = []
    upcoming = 0
    for here, following in itertools.pairwise(points):
        active = [layer for layer in active if layer[1] > here]
        while upcoming < len(layers) and layers[upcoming][0] <= here:
            active.append(layers[upcoming])
            upcoming += 1
        opening = "".join(
            f'<span class="{kind}" title="{escape(_one_line(why), quote=True)}">'
            for _, _, kind, why in active
        )
        piece = (
            text[here:following].encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
        )
        out.append(opening + escape(piece) + "</span>" * len(active))
    return "".join(out)
