"""What two statements have to do with each other, pair by pair."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimdesk.matching.contrasts import Fact
from claimdesk.matching.facts import read
from claimdesk.matching.judging import Judgement, Likeness, judge
from claimdesk.matching.terms import seen

FEES = "The city will double harbour fees from 1 March, the council said."
JOBS = "The mayor had told the port that 120 jobs would go"
SOLD = "Brightkettle Foods will sell its frozen unit for $2.4bn"


def judged(asked: str, found: str) -> Judgement:
    """Judged with words that all say as much."""
    return judge(read(asked), read(found), lambda _: 1.0, related=False)


SAME = [
    (FEES, "Harbour fees will be doubled by the city from March 1"),
    (FEES, "The city will double HARBOUR FEES from 1st March – the council said"),
    ("She resigned on 12 March 2025.", "She resigned on March 12, 2025"),
    ("The basin had lost 40 percent of its traffic", "The basin lost 40% of its traffic"),
    ("The basin lost 40 per cent of its traffic", "The basin lost forty percent of its traffic"),
    ("Six patients are ill", "6 patients ill"),
    ("It cost three hundred and twelve million euros", "It cost €312 million"),
    ("It cost two and a half million pounds sterling", "It cost £2.5m"),
    ("The port handled half a million boxes", "The port handled 500,000 boxes"),
    ("It sold for 5 million Czech crowns", "It sold for CZK 5 million"),
    ("It sold for 5 million US dollars", "It sold for $5 million"),
    ("It sold for PLN 5 million", "It sold for 5 million zlotys"),
    ("It sold for GBP 5 million", "It sold for £5m"),
    ("It sold for 5 million yuan", "It sold for ¥5 million"),
    ("The har\u00adbour\u200b fe\u200bes will dou\u2060ble", "The harbour fees will double"),
    ("Strandline billed 1,180 crossings", "Strandline had billed 1180 crossings"),
    (SOLD, "Brightkettle will sell the frozen unit for 2,400,000,000 dollars"),
    ("Russia attacked Ukraine on Monday", "Ukraine was attacked by Russia on Monday"),
    ("From 1 March, the city doubles fees", "The city doubles fees from 1 March"),
    ("The organisation denied wrongdoing", "The organization denied any wrongdoing"),
    ("to be or not to be", "To be, or not to be?"),
    ("Ｆｕｌｌ café", "full cafe\u0301"),
    ("Not only the ferry is late", "The ferry is late"),
]
RELATED = [
    ("The basin had lost 40 percent of its traffic", "It had lost 45 percent", Fact.NUMBER),
    ("Sales fell by 40 percent in Esk", "Sales fell by 40 million in Esk", Fact.NUMBER),
    ("It sold for $40 in Esk", "It sold for €40 in Esk", Fact.NUMBER),
    ("It sold for 40 million crowns", "It sold for 40 million euros", Fact.NUMBER),
    ("It sold for 40 million zlotys", "It sold for 40 million forints", Fact.NUMBER),
    ("It sold for ₺40 million", "It sold for ₽40 million", Fact.NUMBER),
    ("It sold for CHF 40 million", "It sold for 40 million kroner", Fact.NUMBER),
    ("It sold for 40 million US dollars", "It sold for 40 million Canadian dollars", Fact.NUMBER),
    (
        JOBS.replace("120", "three hundred and twelve million"),
        JOBS.replace("120", "312"),
        Fact.NUMBER,
    ),
    (JOBS.replace("120", "three hundred and twelve"), JOBS.replace("120", "312,000"), Fact.NUMBER),
    ("Some two thousand and five people came", "Some 2,500 people came", Fact.NUMBER),
    (JOBS, JOBS.replace("120", "210"), Fact.NUMBER),
    (JOBS, JOBS.replace("120", "one hundred"), Fact.NUMBER),
    ("She was the first to swim it", "She was the third to swim it", Fact.NUMBER),
    ("She resigned on 12 March", "She resigned on 13 March", Fact.DATE),
    ("She resigned on 12 March", "She resigned on 12 May", Fact.DATE),
    ("The port closed on Monday night", "The port closed on Friday night", Fact.DATE),
    ("The port closed in March 2019", "The port closed in March 2021", Fact.DATE),
    (SOLD, SOLD.replace("Brightkettle Foods", "Quillfeather"), Fact.NAME),
    ("The minister met Anna Holt in Esk", "The minister met Piet Maas in Esk", Fact.NAME),
    (JOBS, JOBS.replace("would go", "would not go"), Fact.NEGATION),
    (JOBS, JOBS.replace("120 jobs would go", "no jobs of the 120 would go"), Fact.NEGATION),
    ("The audit didn’t find waste in Esk", "The audit found waste in Esk", Fact.NEGATION),
    ("Shares rose 7.8% in the afternoon", "Shares fell 7.8% in the afternoon", Fact.DIRECTION),
    ("Russia attacked Ukraine on Monday", "Ukraine attacked Russia on Monday", Fact.ORDER),
]
NEAR = [
    ("It sold for 5 million Canadian dollars", "It sold for 5 million dollars"),
    ("It sold for 5 million crowns", "It sold for CZK 5 million"),
    (
        FEES,
        "Officials said the city will double harbour fees from 1 March, which anglers and the yacht club oppose",
    ),
    ("Strandline billed 1,180 crossings in winter", "Strandline billed crossings in winter"),
    ("Anna Holt said the basin is empty now", "The basin is empty now"),
]
OTHER_WORDS = [
    ("Lunches had become 31 percent dearer since 2022", "Lunches had become 31 percent cheaper since 2022"),
    ("The court acquitted the harbour master on Monday", "The court convicted the harbour master on Monday"),
    ("Unemployment rose by 5 percent in March", "Unemployment rose to 5 percent in March"),
    ("Unemployment rose by 5 percent in March", "Inflation rose by 5 percent in March"),
    ("The bridge may open on Monday in Esk", "The bridge will open on Monday in Esk"),
    ("More than half of the pupils passed the test", "Exactly half of the pupils passed the test"),
    ("All of the pupils passed the test in Esk", "Most of the pupils passed the test in Esk"),
    ("The basin lost its traffic this year", "The basin lost its traffic last year"),
    ("Women earn more than men in Norway", "Men earn more than women in Norway"),
]  # fmt: skip
NONE = [
    (FEES, "Six patients are ill after showers at a hospital"),
    ("A", "The"),
    ("", FEES),
    ("😀", "🎉"),
]


@pytest.mark.parametrize(("asked", "found"), SAME)
def test_the_same_in_other_words(asked: str, found: str) -> None:
    told = judged(asked, found)
    assert told.likeness is Likeness.SAME, told
    assert judged(found, asked).likeness is Likeness.SAME


@pytest.mark.parametrize(("asked", "found", "fact"), RELATED)
def test_another_fact_is_never_the_same(asked: str, found: str, fact: Fact) -> None:
    for told in (judged(asked, found), judged(found, asked)):
        assert told.likeness is Likeness.RELATED, told
        assert fact in {d.fact for d in told.differences if d.contradicts}


@pytest.mark.parametrize(("asked", "found"), NEAR)
def test_something_added_is_near(asked: str, found: str) -> None:
    assert judged(asked, found).likeness is Likeness.NEAR
    assert judged(found, asked).likeness is Likeness.NEAR


@pytest.mark.parametrize(("asked", "found"), OTHER_WORDS)
def test_one_word_for_another_is_near_whatever_it_means(asked: str, found: str) -> None:
    """It may be another word for it or the opposite, which no list of words tells for sure."""
    assert judged(asked, found).likeness is Likeness.NEAR
    assert judged(found, asked).likeness is Likeness.NEAR


def test_what_differs_is_the_word_that_does() -> None:
    told = judged(*OTHER_WORDS[0])
    assert set(range(8)) - set(told.found) == {5}
    told = judged("The bridge may open on Monday in Esk", "The bridge will open on Monday in Esk")
    assert set(range(8)) - set(told.asked) == {2}


@pytest.mark.parametrize(("asked", "found"), NONE)
def test_nothing_to_do_with_each_other(asked: str, found: str) -> None:
    assert judged(asked, found).likeness is Likeness.NONE


texts = st.text(max_size=300) | st.lists(
    st.sampled_from(f"{FEES} {JOBS} {SOLD} not no May 3rd 1.5 twenty-five $ % half one".split())
).map(" ".join)


@given(texts, texts)
@example("twenty", "twenty one hundred")
def test_any_two_texts_can_be_judged(asked: str, found: str) -> None:
    first, second = read(asked), read(found)
    there, back = judged(asked, found), judged(found, asked)
    assert 0 <= there.alike <= 1
    assert there.likeness is back.likeness
    assert [d.contradicts for d in there.differences if d.contradicts] == [
        d.contradicts for d in back.differences if d.contradicts
    ]
    for places, reading in ((there.asked, first), (there.found, second)):
        assert places == sorted(set(places))
        assert all(0 <= place < len(reading.words) for place in places)
    for difference in there.differences:
        for span, reading in ((difference.asked, first), (difference.found, second)):
            assert span is None or 0 <= span.first <= span.last < len(reading.words)


@given(texts)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    told = judged(text, text)
    assert told.differences == []
    assert told.likeness is (Likeness.SAME if read(text).words else Likeness.NONE)
    assert told.alike == float(bool(read(text).words))


@given(texts)
@example("\U000e0000\r0")
def test_words_stand_where_they_say(text: str) -> None:
    reading = read(text)
    for word in reading.words:
        shown = reading.text[word.start : word.end]
        start, end = reading.written.stretch(word.start, word.end)
        assert shown.strip()
        assert seen(text[start:end]).text == shown
    assert all(a.end <= b.start for a, b in pairwise(reading.words))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("The ferry carried 1,200 passengers in 2021", "The ferry cost 45 million euros"),
        ("Unemployment fell to 4 percent in May", "Unemployment pay went to 12,000 people in Esk"),
        ("Ana Reyes sued the port of Esk for years", "Tom Brand works at the port of Esk"),
        ("The bridge opened in 1998", "The bridge has 4 lanes and no lights"),
        ("Turnout in Esk was 61 percent", "Turnout in the port was 350,000 people"),
    ],
)
def test_what_is_only_on_the_same_matter_is_not_contrasted(asked: str, found: str) -> None:
    for one, other in ((asked, found), (found, asked)):
        told = judge(read(one), read(other), lambda _: 1.0, related=True)
        assert told.likeness is Likeness.RELATED
        assert told.differences == []


def test_what_is_said_of_the_same_is_contrasted_however_little_else_is_shared() -> None:
    asked = read("Fees rise 40 percent in spring, the yacht club of Esk feared in its letter")
    found = read("A memo from the ministry: fees rise 25 percent")
    told = judge(asked, found, lambda _: 1.0, related=True)
    assert told.likeness is Likeness.RELATED
    assert [one.fact for one in told.differences] == [Fact.NUMBER]
