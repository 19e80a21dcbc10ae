"""Which terms are looked for, and how statements are ranked by them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimdesk.matching.scoring import Corpus, is_related, rarest, weights
from claimdesk.matching.scoring import score as score_of
from claimdesk.matching.terms import fingerprint, number, terms_of, words_of

CORPUS = Corpus(statements=1000, average=8.0, having={1: 1, 2: 20, 3: 400, 4: 900})


def score(asked: list[int], said: list[int], corpus: Corpus) -> float:
    return score_of(weights(asked, corpus), said, corpus)


def related(points: float, asked: list[int], said: list[int], corpus: Corpus) -> bool:
    return is_related(points, weights(asked, corpus), said)


terms = st.lists(st.integers(1, 9), max_size=12)


def test_rare_terms_come_first_and_common_ones_only_as_far_as_the_budget_goes() -> None:
    assert rarest([4, 3, 2, 1, 7, 7], CORPUS, budget=500, at_most=9) == [7, 1, 2, 3]
    assert rarest([4, 3, 2, 1], CORPUS, budget=30, at_most=9) == [1, 2]
    assert rarest([4, 3, 2, 1], CORPUS, budget=9999, at_most=3) == [1, 2, 3]
    assert rarest([4], CORPUS, budget=1, at_most=9) == [4], "a common word alone is looked for"
    assert rarest([], CORPUS, budget=1, at_most=9) == []


def test_what_says_just_what_was_asked_scores_one() -> None:
    assert score([1, 2, 3], [1, 2, 3], CORPUS) == pytest.approx(1.0)


def test_a_rare_term_weighs_more_and_a_longer_statement_less() -> None:
    assert score([1, 2, 3], [1], CORPUS) > score([1, 2, 3], [2], CORPUS)
    assert score([1, 2], [1], CORPUS) > score([1, 2], [1, 8, 9, 9, 9], CORPUS)


def test_how_often_the_question_says_it_counts_for_nothing() -> None:
    assert score([2, 2, 2, 1], [2], CORPUS) == score([1, 2], [2], CORPUS)


@given(terms, terms)
def test_scores_are_sensible_for_any_counts(asked: list[int], said: list[int]) -> None:
    for corpus in (CORPUS, Corpus(statements=0, average=0.0, having={3: 5})):
        points = score(asked, said, corpus)
        assert points >= 0
        assert (points > 0) == bool(set(asked) & set(said))
        assert not related(0.0, asked, said, corpus)


def test_one_common_word_of_a_long_post_relates_nothing() -> None:
    corpus = Corpus(statements=10_000, average=8.0, having={1: 2, 2: 900, 3: 800})
    assert not related(0.1, [1, 2, 3, *range(20, 40)], [2], corpus)
    assert related(0.1, [1, 2, 3, *range(20, 40)], [2, 3], corpus)
    assert related(0.1, [1, 2, 3, *range(20, 40)], [1], corpus)
    # However much of a short question it is: a common word alone says nothing of its matter.
    assert not related(0.4, [2, 3], [2], corpus)
    assert related(0.4, [2], [2], corpus)


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("The Ferries’ ferry, FERRIES!", ["ferri", "ferri", "ferri"]),
        ("1,180 crossings cost 2.4 million", ["1180", "cross", "cost", "2.4", "million"]),
        ("six of twenty", ["6", "20"]),
        ("#SaveTheFerry @PortEsk", ["savetheferri", "portesk", "save", "ferri", "port", "esk"]),
        ("look https://a.example/ferry www.b.example pic.twitter.com/x", ["look"]),
        ("Café CAFE\u0301 Straße STRASSE", ["cafe", "cafe", "strass", "strass"]),
        ("the of and 😀 !?", []),
    ],
)
def test_terms_are_stems_without_case_accents_and_what_says_nothing(
    text: str, stems: list[str]
) -> None:
    assert terms_of(text) == [number(stem) for stem in stems]


def test_a_fingerprint_is_the_words_in_their_order() -> None:
    assert fingerprint("To be, or NOT to be?") == fingerprint("to be or not to be")
    assert fingerprint("not to be or to be") != fingerprint("to be or not to be")


@given(st.text())
def test_any_text_has_words_and_terms(text: str) -> None:
    assert all(-(2**31) <= term < 2**31 for term in (*terms_of(text), fingerprint(text)))
    for word in words_of(text):
        assert word.folded
