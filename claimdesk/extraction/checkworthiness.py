"""How much a claim is worth checking, 0 to 1, from what its words hold. No learned weights."""

from __future__ import annotations

import re

OWN_VOICE = 0.6
"""How check-worthy a sentence in the article's own voice must be to become a claim."""

_NUMBER = re.compile(
    r"\d|\b(?:hundred|thousand|million|billion|trillion|half|third|quarter|double|triple|dozen)s?\b",
    re.I,
)
_COMPARISON = re.compile(
    r"\b(?:more|less|fewer|most|least|higher|lower|highest|lowest|largest|biggest|smallest|first|only|record|never|every|all|none|than|rose|fell|grew|increas\w+|decreas\w+|declin\w+|doubl\w+)\b",
    re.I,
)
_CAUSE = re.compile(
    r"\b(?:because|caus\w+|led to|leads to|result\w*|due to|responsible for|linked to|thanks to|prevent\w*)\b",
    re.I,
)
_TIME = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:January|February|March|April|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|last (?:week|month|year)|years?|decades?)\b"
)
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+")
_OPINION = re.compile(
    r"\b(?:should|ought|must|I think|we think|believe|feel|hope|wish|love|hate|great|terrible|wonderful|beautiful|unfair|best|worst|proud|sad|happy|disgrace\w*|need to|let's|let us)\b",
    re.I,
)
_FUTURE = re.compile(
    r"\b(?:will|would|could|may|might|going to|expect\w*|plan\w*|likely|shall|won't|won’t|intend\w*|hope\w*)\b",
    re.I,
)
_PROCEDURE = re.compile(
    r"\b(?:comment|statement|interview|meeting|thank\w*|welcome|question|discuss\w*|talks)\b", re.I
)


def checkworthiness(content: str) -> float:
    """Rate the words of a claim: numbers, comparisons, causes, dates and names up; opinion,
    prediction, rhetoric and procedure down; a fragment of a few words is worth little.
    """
    content = content[:2000]
    words = content.count(" ") + 1
    score = 0.3
    numbers = len(_NUMBER.findall(content))
    score += 0.25 if numbers else 0.0
    score += 0.05 if numbers > 1 else 0.0
    score += 0.12 if _COMPARISON.search(content) else 0.0
    score += 0.12 if _CAUSE.search(content) else 0.0
    score += 0.1 if _TIME.search(content) else 0.0
    score += 0.1 if _NAME.search(content) else 0.0
    score -= 0.15 if _OPINION.search(content) else 0.0
    score -= 0.1 if _FUTURE.search(content) else 0.0
    score -= 0.06 if _PROCEDURE.search(content) else 0.0
    score -= 0.15 if content.rstrip("”\"' ").endswith("?") else 0.0
    if words < 6:
        score -= 0.15
    elif words > 14:
        score += 0.05
    return round(min(1.0, max(0.0, score)), 2)
