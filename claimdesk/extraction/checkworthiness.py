"""How much a claim is worth checking, 0 to 1, from what its words hold. No learned weights.

Features and what each adds: a figure .25, or a number written as a word .12 (a second .05), a
comparison .12, a cause .12, a time .10, a name .10, more than 14 words .05, something that was done
or had happened .08, a denial that it ever was .08; taken away are opinion .15, prediction .10, talk
of I and you .15, procedure .06, a question .15, fewer than six words .15. The rest is .30.
"""

from __future__ import annotations

import re

from claimdesk.extraction.lexicon import words

OWN_VOICE = 0.6
"""How check-worthy a sentence in the article's own voice must be to become a claim."""

_LONGEST = 2000
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FIGURE = re.compile(r"\d[\d.,]*")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z]")
_NUMBERS = words(
    """two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety
    hundred hundreds thousand thousands million millions billion billions trillion trillions half third quarter quarters
    double doubled triple tripled dozen dozens majority percent"""
)
_COMPARISON = words(
    """more less fewer most least higher lower highest lowest largest biggest smallest first only record never every all
    none than rose fell grew increase increased increases increasing decrease decreased decreases declined decline
    declining doubled halved worse better cheaper faster slower older younger longest shortest bigger smaller greater"""
)
_CAUSE = words(
    """because cause caused causes causing led leads result resulted results due responsible linked thanks prevent
    prevented prevents blamed triggered contributed killed destroyed cost costs saved"""
)
_TIME = words(
    """january february march april june july august september october november december monday tuesday wednesday thursday
    friday saturday sunday yesterday week weeks month months year years decade decades century centuries ago since annual
    annually daily weekly monthly"""
)
_OPINION = words(
    """should ought must think believe feel hope wish love hate great terrible wonderful beautiful unfair best worst proud
    sad happy disgrace disgraceful shame shameful let's need"""
)
_FUTURE = words(
    """will would could may might going expect expected expects plan plans planned likely shall won't intend intends hope
    hopes soon eventually"""
)
_NEVER = words("no not never none nobody neither nor without")
_IN_PERSON = words("i i'm i've i'd i'll me my you you're you've your we're let's")
_DONE = re.compile(
    r"\b(?:had|has|have|was|were|been)(?: (?:not|never|\w+ly))?(?: been)? \w+(?:ed|en|wn|ght|ade|old|id|ut|ost)\b"
)
_PROCEDURE = words(
    "comment statement interview meeting thank thanks welcome question questions discuss discussed talks"
)


def checkworthiness(content: str) -> float:
    """Rate the words of a claim, 0 to 1: what can be looked up counts up, what cannot counts down."""
    content = content[:_LONGEST]
    listed = _WORD.findall(content.lower().replace("’", "'"))
    found = frozenset(listed)
    digits = len(_FIGURE.findall(content))
    figures = digits + len(found & _NUMBERS)
    score = 0.3
    if figures:
        score += (0.25 if digits else 0.12) + (0.05 if figures > 1 else 0.0)
    if _DONE.search(content):
        score += 0.08
    if found & _NEVER:
        score += 0.08
    if found & _IN_PERSON:
        score -= 0.15
    if found & _COMPARISON:
        score += 0.12
    if found & _CAUSE:
        score += 0.12
    if found & _TIME:
        score += 0.1
    if _NAME.search(content):
        score += 0.1
    if found & _OPINION:
        score -= 0.15
    if found & _FUTURE:
        score -= 0.1
    if found & _PROCEDURE:
        score -= 0.06
    if content.rstrip("”\"' ").endswith("?"):
        score -= 0.15
    if len(listed) < 6:
        score -= 0.15
    elif len(listed) > 14:
        score += 0.05
    return round(min(1.0, max(0.0, score)), 2)
