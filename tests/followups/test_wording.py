"""What the article's words give away of a source that it does not name."""

import msgspec
import pytest

from claimdesk.extraction.pipeline import extract
from claimdesk.followups import wording
from claimdesk.followups.schemas import ReasonClass, Terms
from claimdesk.followups.wording import Told
from claimdesk.policies.followups import SourceUse


@pytest.mark.parametrize(
    ("cue", "kind", "is_it"),
    [
        ("reportedly", None, True),
        ("allegedly", None, True),
        ("is understood", None, True),
        ("has been reported", None, True),
        ("was told", None, False),
        ("Asked", None, False),
        ("had been instructed", None, False),
        ("said", None, False),
        (None, None, False),
        ("said", "anonymous", False),
        ("has learned", "organisation", True),
        ("has learned", "person", False),
        ("is understood", "organisation", False),
    ],
)
def test_hearsay_has_nobody_behind_it(cue: str | None, kind: str | None, is_it: bool) -> None:
    assert wording.is_hearsay(cue, kind) is is_it


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", ReasonClass.NONE_GIVEN),
        ("because they were not authorised to discuss internal mail", ReasonClass.NOT_AUTHORISED),
        ("because she was not authorized to speak", ReasonClass.NOT_AUTHORISED),
        ("for fear of losing their jobs", ReasonClass.FEAR_FOR_JOB),
        ("because she still works in the trade", ReasonClass.FEAR_FOR_JOB),
        ("because they feared reprisals", ReasonClass.FEAR_OF_RETALIATION),
        ("citing threats to his family", ReasonClass.FEAR_FOR_SAFETY),
        ("while an appeal is considered", ReasonClass.LEGAL),
        ("because of a confidentiality clause", ReasonClass.LEGAL),
        ("because the discussions are private", ReasonClass.PRIVACY),
        ("under the ground rules of the briefing", ReasonClass.ROUTINE_BRIEFING),
        ("because the talks are continuing", ReasonClass.OTHER),
    ],
)
def test_the_reason_is_guessed_from_its_words(words: str, reason: ReasonClass) -> None:
    assert wording.reason_class(words) is reason


def test_terms_and_use_begin_with_what_the_article_says() -> None:
    assert wording.terms("") is Terms.UNKNOWN
    assert wording.terms("on condition of anonymity") is Terms.NOT_FOR_ATTRIBUTION
    assert wording.terms("speaking on background") is Terms.BACKGROUND
    assert wording.terms("spoke off the record") is Terms.OFF_THE_RECORD
    assert wording.use(Told(direct=True)) is SourceUse.DIRECT_QUOTE
    assert wording.use(Told(direct=False)) is SourceUse.OTHER


@pytest.mark.parametrize(
    ("description", "count", "people"),
    [
        ("a source", None, 1),
        ("sources", None, 2),
        ("two officials familiar with the plan", 2, 2),
        ("officials in the ministry", None, 2),
        ("a source close to the talks", None, 1),
        ("one of the officials", None, 1),
        ("people familiar with the matter", None, 2),
        ("the boss", None, 1),
        ("the minister's aide", None, 1),
        ("the company’s engineers, who asked not to be named", None, 2),
        ("she", None, 1),
    ],
)
def test_how_many_people_the_words_stand_for(
    description: str, count: int | None, people: int
) -> None:
    assert wording.people_claimed(Told(description=description, count=count)) == people
    assert wording.people_claimed(Told(description=description, hearsay=True)) == 0


@pytest.mark.parametrize(
    ("description", "nothing"),
    [
        ("a source", True),
        ("Sources", True),
        ("several people", True),
        ("a senior source", True),
        ("someone", True),
        ("a source in the ministry", False),
        ("two port officials", False),
        ("a nurse", False),
    ],
)
def test_a_source_is_no_description(description: str, nothing: bool) -> None:
    assert wording.tells_nothing(description) is nothing


ARTICLE = """\
A manager at Northgate said the site would close. Northgate declined to comment. "We asked twice."

Mayor Ilse Brandt declined to comment on the plan. An official of the port refused to talk about it! \
The nurses would not comment.
"""


@pytest.mark.parametrize(
    ("description", "passages"),
    [
        ("a manager at Northgate", ("Northgate declined to comment.",)),
        ("two port officials", ("An official of the port refused to talk about it!",)),
        ("A nurse who works nights", ("The nurses would not comment.",)),
        ("a source", ()),
        ("a teacher", ()),
        ("a diplomat, who knows Northgate", ()),
    ],
)
def test_whoever_declined_to_comment_may_be_the_source(
    description: str, passages: tuple[str, ...]
) -> None:
    assert wording.declined(wording.refusals(ARTICLE), description) == passages


def test_a_source_without_a_description_may_decline_as_a_source() -> None:
    article = wording.refusals("The source declined to comment further.")
    assert wording.declined(article, "a source") == ("The source declined to comment further.",)


def test_an_article_that_says_it_endlessly_is_not_read_endlessly() -> None:
    text = "Northgate would not comment. " + "She of Southport declined to comment " * 30_000
    article = wording.refusals(text)
    assert len(article) == 200
    assert wording.declined(article, "a Northgate man") == ("Northgate would not comment.",)
    assert len(wording.declined(article, "a Southport man")) == 3


TEXT = """\
Port to cut posts

"It was chaos," said a harbour official, who spoke on condition of anonymity because he was not \
authorised to speak publicly. He reportedly kept the minutes of the meeting in his own office.
"""


def test_the_extraction_is_understood() -> None:
    quote, rumour = (
        wording.told(
            None if (source := claim.source) is None else msgspec.to_builtins(source),
            None if claim.cue is None else msgspec.to_builtins(claim.cue),
            claim.form,
            hearsay=wording.is_hearsay(
                claim.cue.text if claim.cue else None, claim.source.kind if claim.source else None
            ),
        )
        for claim in extract(TEXT).claims
    )
    assert quote.direct
    assert quote.description.startswith("a harbour official")
    assert "condition of anonymity" in quote.promise
    assert wording.reason_class(quote.reason) is ReasonClass.NOT_AUTHORISED
    assert (rumour.hearsay, rumour.cue, rumour.description) == (True, "reportedly", "")
