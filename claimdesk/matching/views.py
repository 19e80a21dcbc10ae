"""Has this been checked before? Reading only."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from claimdesk.accounts.rules import Actor
from claimdesk.articles import service as articles
from claimdesk.claims import lookups
from claimdesk.claims.facts import State
from claimdesk.claims.schemas import ArticleRef
from claimdesk.errors import Invalid, TooLarge
from claimdesk.factchecks import views as factchecks
from claimdesk.matching import currencies, noted, vectors
from claimdesk.matching.candidates import (
    BUDGET,
    EVERYBODYS,
    MOST_TERMS,
    Candidate,
    Candidates,
    Postings,
)
from claimdesk.matching.facts import Reading, read
from claimdesk.matching.fusion import fused
from claimdesk.matching.judging import Judgement, Likeness, judge
from claimdesk.matching.schemas import ClaimGroup, Match, MatchDifference, MatchedClaim, Matches
from claimdesk.matching.scoring import is_related, rarest, score, weights
from claimdesk.matching.terms import fingerprint, number, terms_of, words_of
from claimdesk.publishing import service as publishing
from claimdesk.schemas import TextSpan

LONGEST = 5000
"""Nobody states one thing in more characters."""
LIMIT = 10
MOST = 50
_ORDER = list(Likeness)


class Found(NamedTuple):
    """A statement and what it has to do with what was asked; `meaning` is the cosine, if it is known."""

    candidate: Candidate
    reading: Reading
    judged: Judgement
    score: float
    meaning: float | None


async def of_text(actor: Actor, text: str, limit: int = LIMIT) -> Matches:
    """What the caller may see that says the same as a text, or is near or related to it.

    Raises Invalid for a blank text and TooLarge for a long one.
    """
    if not text.strip():
        raise Invalid("Say what to look for in `text`.")
    if len(text) > LONGEST:
        raise TooLarge(
            f"The text has {len(text):,} characters; a statement to look for has {LONGEST:,} at "
            "most. Send the sentence that matters."
        )
    return await _shown(actor, text, await find(text, actor.desk_ids, limit))


async def of_claim(actor: Actor, claim_id: int, limit: int = LIMIT) -> Matches:
    """The same for a claim's words, itself aside. Raises NotFound."""
    claim = await lookups.read(actor, claim_id)
    text = claim.text[:LONGEST]
    return await _shown(actor, text, await find(text, actor.desk_ids, limit, but=claim.id))


async def group_of(actor: Actor, claim_id: int) -> ClaimGroup:
    """The other claims of the same statement, as far as they were noted. Raises NotFound."""
    claim = await lookups.read(actor, claim_id)
    found = await noted.group(claim.id)
    known = await _claims(actor, found[: noted.MOST_OF_GROUP])
    return ClaimGroup(claims=list(known.values()), more=len(found) > noted.MOST_OF_GROUP)


async def find(
    text: str,
    desks: Sequence[int],
    limit: int = LIMIT,
    *,
    but: int | None = None,
    claims_only: bool = False,
    published: bool = False,
    also: Collection[int] = (),
    among: Candidates | None = None,
) -> list[Found]:
    """Statements of these desks and everybody's that match a text, the best first.

    `but` is a claim that is left out; with `claims_only` what others checked is as well, and with
    `published` all but claims that readers have a verdict on. The statements `also` are judged
    beside the best, over the limit. What has nothing to do with the text is left out as well.
    """
    among = among or Postings()
    desks = list(desks) if claims_only else [EVERYBODYS, *desks]
    if not words_of(text):
        return []
    terms = terms_of(text)
    corpus = await among.corpus(set(terms))
    wanted = weights(terms, corpus)
    chosen = [fingerprint(text), *rarest(terms, corpus, BUDGET, MOST_TERMS)]
    asked_for = {term: corpus.weight(term) for term in chosen}
    found = await among.find(asked_for, desks, published=published)
    there = {candidate.id for candidate in found}
    found += await among.by_ids([one for one in also if one not in there])
    meaning: dict[int, float] = {}
    if not published:  # what a model alone finds may be anybody's
        found, meaning = await _by_meaning(text, desks, found, among)
    stage = vectors.in_use()
    scored = [
        (score(wanted, candidate.terms, corpus), candidate)
        for candidate in found
        if but is None or candidate.claim != but
    ]
    # Of equal ones, what was first.
    scored.sort(key=lambda one: (-fused(one[0], meaning.get(one[1].id)), one[1].id))
    most = max(limit, LIMIT)
    best = scored[:most] + [one for one in scored[most:] if one[1].id in also]
    # Of the best, what they say besides weighs as well.
    known = await among.corpus({*terms, *(term for _, one in best for term in one.terms)})
    asked = read(text)
    judged = []
    readings = {text: read(text) for text in {candidate.text for _, candidate in best}}
    for points, candidate in best:
        reading = readings[candidate.text]
        cosine = meaning.get(candidate.id)
        # A model's word alone makes nothing more than related: how near is near differs by model.
        related = is_related(points, wanted, candidate.terms) or (
            stage is not None and cosine is not None and cosine >= stage.least
        )
        told = judge(asked, reading, lambda stem: known.weight(number(stem)), related)
        if told.likeness is not Likeness.NONE:
            judged.append(Found(candidate, reading, told, min(1.0, points), cosine))
    judged.sort(key=lambda one: _ORDER.index(one.judged.likeness))
    return judged[: limit + len(also)]


async def _by_meaning(
    text: str, desks: Sequence[int], found: list[Candidate], among: Candidates
) -> tuple[list[Candidate], dict[int, float]]:
    """What was found by its words with what is nearest in meaning, and the cosines of all."""
    vector = await vectors.vector_of(text)
    if not vector:
        return found, {}
    there = {candidate.id for candidate in found}
    near = [one for one in await vectors.nearest(vector, desks) if one not in there]
    found = [*found, *await among.by_ids(near)]
    return found, await vectors.cosines(vector, [candidate.id for candidate in found])


async def compare(asked: str, found: str) -> Likeness:
    """What two statements are to each other, whatever else was said."""
    terms, theirs = terms_of(asked), terms_of(found)
    corpus = await Postings().corpus({*terms, *theirs})
    wanted = weights(terms, corpus)
    related = is_related(score(wanted, theirs, corpus), wanted, theirs)
    told = judge(read(asked), read(found), lambda stem: corpus.weight(number(stem)), related)
    return told.likeness


async def _shown(actor: Actor, text: str, found: list[Found]) -> Matches:
    claims = await _claims(actor, [one.candidate.claim for one in found if one.candidate.claim])
    checks = await factchecks.by_ids(
        [one.candidate.fact_check for one in found if one.candidate.fact_check]
    )
    asked = read(text)
    items = [
        Match(
            likeness=one.judged.likeness,
            score=round(one.score, 3),
            alike=round(one.judged.alike, 3),
            meaning=None if one.meaning is None else round(one.meaning, 3),
            text=one.candidate.text,
            title=one.candidate.title,
            claim=claims.get(one.candidate.claim or 0),
            fact_check=checks.get(one.candidate.fact_check or 0),
            asked_agrees=_stretches(asked, one.judged.asked),
            found_agrees=_stretches(one.reading, one.judged.found),
            differences=[
                MatchDifference(
                    fact=difference.fact,
                    asked=difference.asked and _span(asked, *difference.asked),
                    found=difference.found and _span(one.reading, *difference.found),
                    contradicts=difference.contradicts,
                )
                for difference in one.judged.differences
            ],
        )
        for one in found
        # What was taken away a moment ago is not shown.
        if (one.candidate.claim or 0) in claims or (one.candidate.fact_check or 0) in checks
    ]
    return Matches(
        text=text,
        has_words=bool(terms_of(text)),
        likeness=items[0].likeness if items else Likeness.NONE,
        items=items,
    )


async def _claims(actor: Actor, ids: list[int]) -> dict[int, MatchedClaim]:
    if not ids:
        return {}
    rows = await lookups.rows(actor, ids)
    titles = await articles.titles([row.article for row in rows])
    events = await publishing.latest_of_claims(ids)
    ratings = {claim: event.verdict.rating for claim, event in events.items() if event.verdict}
    return {
        row.id: MatchedClaim(
            id=row.id,
            desk=row.desk,
            article=ArticleRef(id=row.article, title=titles[row.article]),
            state=State(row.state),
            rating=ratings.get(row.id),
        )
        for row in rows
    }


def _stretches(reading: Reading, places: Sequence[int]) -> list[TextSpan]:
    """Words next to each other as one stretch."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return [_span(reading, first, last) for first, last in runs]


def _span(reading: Reading, first: int, last: int) -> TextSpan:
    start, end = reading.words[first].start, reading.words[last].end
    text = reading.text
    start -= start > 0 and text[start - 1] in currencies.signs()
    end += text[end : end + 1] == "%" or text[end : end + 1] in currencies.signs()
    start, end = reading.written.stretch(start, end)
    return TextSpan(start=start, end=end, text=reading.original[start:end])
