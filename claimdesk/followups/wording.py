"""What an article's words say of a source it does not name. Pure.

Careful guesses for people to look at: each yields a check whose words a person can compare with the
article, or a first value that a person can change.
"""

import re
from collections.abc import Iterable
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from claimdesk.extraction.lexicon import words as listed
from claimdesk.extraction.model import Form
from claimdesk.followups.schemas import ReasonClass, Terms
from claimdesk.policies.followups import SourceUse

_HEARSAY_ADVERBS = listed("""reportedly allegedly supposedly purportedly rumouredly""")
_HEARSAY_PARTICIPLES = listed(
    """understood believed thought said reported alleged claimed rumoured rumored suspected
    assumed"""
)
_LEARNED = frozenset(["learned", "learnt", "understands"])

_REASONS: tuple[tuple[ReasonClass, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, re.IGNORECASE))
    for reason, pattern in (
        (
            ReasonClass.NOT_AUTHORISED,
            r"authori[sz]|not (?:permitted|allowed|cleared)|permission|may not (?:speak|discuss)",
        ),
        (
            ReasonClass.FEAR_FOR_JOB,
            r"\bjobs?\b|\bfired\b|dismiss|career|livelihood|still works?\b|employ",
        ),
        (
            ReasonClass.FEAR_OF_RETALIATION,
            r"repris|retaliat|retribut|reveng|repercuss|backlash|harass",
        ),
        (ReasonClass.FEAR_FOR_SAFETY, r"safety|danger|threat|violen|arrest|\bli(?:fe|ves)\b|harm"),
        (
            ReasonClass.LEGAL,
            r"\blegal|law(?:suit|yer)|litigat|\bcourt|appeal|prosecut|non-?disclosure|\bNDA\b"
            r"|confidentiality (?:clause|agreement)|investigation",
        ),
        (ReasonClass.ROUTINE_BRIEFING, r"briefing|ground rules|on background"),
        (
            ReasonClass.PRIVACY,
            r"privacy|private|personal|family|confidential|sensitiv|internal|delicate",
        ),
    )
)

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SINGULAR = re.compile(r"(?i)(?:an?|one|another|this|that|he|she|his|her)\b")
_ASIDE = re.compile(
    r"(?i),|\b(?:who|whom|whose|which|that|in|of|at|on|with|from|for|by|to|inside|within|close"
    r"|familiar|briefed|involved|working|speaking|because|not|among)\b"
)
_UNMARKED_PLURALS = frozenset(["people", "police", "staff", "personnel", "they", "others", "some"])
_TELLS_NOTHING = listed(
    """a an the one two three four five six seven eight nine ten some several many few both
    another other others of these those source sources insider insiders person people someone
    somebody individual individuals anonymous unnamed unidentified senior top high-ranking
    well-placed well-informed informed reliable trusted knowledgeable he she they who multiple
    various"""
)

_DECLINED = re.compile(
    r"(?i)\b(?:(?:declin|refus)(?:ed|es|ing)\s+to\s+(?:comment|speak|talk|discuss|answer|be\s+interviewed)"
    r"|(?:would|will)\s+not\s+comment|(?:had|made|offered)\s+no\s+comment)\b"
)
_REACH = 300
"""How many characters of a sentence are looked at on either side."""
_MOST_REFUSALS = 200
_MOST = 3
"""How many such sentences are shown."""
_SENTENCE_ENDS = re.compile(r"[.!?]['”\"’)]*(?:\s|\Z)|\n")
_SAYS_LITTLE = (_TELLS_NOTHING - {"source", "sources", "insider", "insiders"}) | listed(
    """with from that this have been were also their when where while familiar matter spoke
    speaking spokesman spokeswoman spokesperson former because about into over"""
)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What the article says of a source, as far as the extraction saw it.

    `description` are its words for the source, empty for hearsay; `declined` the passages in which
    somebody who may be the same source is said not to comment.
    """

    description: str = ""
    promise: str = ""
    reason: str = ""
    count: int | None = None
    direct: bool = False
    hearsay: bool = False
    cue: str = ""
    declined: tuple[str, ...] = ()


def is_hearsay(cue: str | None, kind: str | None) -> bool:
    """Whether a claim is passed on with nobody named: "reportedly", "it is understood that", or the
    publication itself that "has learned".

    `cue` are the words that attribute it, `kind` the kind of its source, null where it has none. A
    passive such as "was told" or "when asked whether" says that somebody spoke and to whom; it is
    none.
    """
    if not cue:
        return False
    words = cue.lower().split()
    if kind is None:
        return words[-1] in _HEARSAY_ADVERBS or (
            len(words) > 1 and words[-1] in _HEARSAY_PARTICIPLES
        )
    return kind == "organisation" and words[-1] in _LEARNED


def told(
    mention: dict[str, Any] | None, cue: dict[str, Any] | None, form: Form, *, hearsay: bool
) -> Told:
    """What a claim's row says of its source: `mention` and `cue` as the extractor gave them."""
    mention = mention or {}
    words = {name: (mention.get(name) or {}).get("text", "") for name in ("condition", "reason")}
    fuller = (mention.get("refers_to") or {}).get("text")
    return Told(
        description="" if hearsay else fuller or mention.get("text", ""),
        promise=words["condition"],
        reason=words["reason"],
        count=mention.get("count"),
        direct=form != "indirect",
        hearsay=hearsay,
        cue=(cue or {}).get("text", ""),
    )


def reason_class(words: str) -> ReasonClass:
    """The class of a reason in the article's words."""
    if not words.strip():
        return ReasonClass.NONE_GIVEN
    return next((kind for kind, form in _REASONS if form.search(words)), ReasonClass.OTHER)


def terms(promise: str) -> Terms:
    """The terms that a promise in the article's words amounts to."""
    promise = promise.lower()
    if "off the record" in promise:
        return Terms.OFF_THE_RECORD
    if "background" in promise:
        return Terms.BACKGROUND
    return Terms.NOT_FOR_ATTRIBUTION if promise else Terms.UNKNOWN


def use(article: Told) -> SourceUse:
    """What the article does with the source at least; whether it hinges on it, people say."""
    return SourceUse.DIRECT_QUOTE if article.direct and not article.hearsay else SourceUse.OTHER


def people_claimed(article: Told) -> int:
    """How many people the article's words stand for at least: "sources" is two."""
    if article.hearsay:
        return 0
    if article.count is not None:
        return article.count
    description = article.description.strip()
    if _SINGULAR.match(description):
        return 1
    aside = _ASIDE.search(description)
    words = _WORD.findall(description[: aside.start()] if aside else description)
    head = words[-1].lower() if words else ""
    plural = head in _UNMARKED_PLURALS or (
        head.endswith("s") and not head.endswith(("ss", "us", "is", "'s", "’s"))
    )
    return 2 if plural else 1


def tells_nothing(description: str) -> bool:
    """Whether readers learn nothing of the source: "a source", "several people"."""
    return all(word.lower() in _TELLS_NOTHING for word in _WORD.findall(description))


class Refusal(NamedTuple):
    """A sentence in which somebody would not comment, and the words before that: who it was."""

    subject: str
    sentence: str


def refusals(text: str) -> list[Refusal]:
    """Where an article says that somebody would not comment, up to two hundred times."""
    found = []
    for match in islice(_DECLINED.finditer(text), _MOST_REFUSALS):
        before = max(0, match.start() - _REACH)
        ends = _SENTENCE_ENDS.finditer(text, before, match.start())
        start = max((end.end() for end in ends), default=before)
        behind = _SENTENCE_ENDS.search(text, match.end(), match.end() + _REACH)
        stop = behind.start() + 1 if behind else match.end()
        found.append(Refusal(text[start : match.start()], text[start:stop].strip()))
    return found


def declined(article: Iterable[Refusal], description: str) -> tuple[str, ...]:
    """The first sentences in which somebody described in the same words would not comment.

    The names of bodies count as well: "a Northgate executive" may be who "declined to comment" for
    Northgate.
    """
    own = _telling(re.split(r"(?i),|\b(?:who|because)\b", description)[0])
    same = (refusal.sentence for refusal in article if own & _telling(refusal.subject))
    return tuple(islice(same, _MOST)) if own else ()


def _telling(words: str) -> set[str]:
    found = (word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(words))
    return {word.removesuffix("s") for word in found if len(word) > 3 and word not in _SAYS_LITTLE}
