"""Corrections become examples and labelled sentences, without a file or a learner."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from claimdesk.extraction.tagger import OFF, Features, LabelledSentence, Marginals
from claimdesk.extraction.training import (
    Example,
    Mark,
    attribution_f1,
    example_from_gold,
    example_from_line,
    hold_out,
    training_sentences,
    tune,
)

TEXT = "The roof leaked, Anna Harper said."
MARK = Mark(((0, 15),), (17, 28), (29, 33))
UNKNOWN_CUE = "The mayor warbled that the bridge across the river would close in May."
WARBLED = Mark(((18, 69),), (0, 9), (10, 17))


@pytest.mark.parametrize(
    "content",
    ['"spans": [[0, 15]]', '"content": [{"start": 0, "end": 15}]', '"start": 0, "end": 15'],
)
def test_claims_in_the_forms_of_the_output_and_of_the_fixtures(content: str) -> None:
    claim = (
        f'{{{content}, "source": {{"start": 17, "end": 28}}, "cue": {{"start": 29, "end": 33}}}}'
    )
    line = f'{{"text": "{TEXT}", "claims": [{claim}], "note": "passed over"}}'
    assert example_from_line(line.encode()) == Example(TEXT, (MARK,))
    assert example_from_gold(TEXT, f'{{"claims": [{claim}]}}'.encode()) == Example(TEXT, (MARK,))
    assert attribution_f1([Example(TEXT, (MARK,))], None) == 1.0


def test_nested_claims_and_the_articles_own_are_not_learned_from() -> None:
    line = b'{"text": "A b.", "claims": [{"spans": [[0, 3]]}, {"spans": [[0, 3]], "cue": {"start": 0, "end": 1}, "parent": 0}]}'
    assert example_from_line(line).marks == ()


@pytest.mark.parametrize(
    "claim",
    ['{"cue": {"start": 0, "end": 1}}', '{"spans": [[0, 9]], "cue": {"start": 0, "end": 1}}'],
)
def test_claims_without_a_place_in_the_text_are_refused(claim: str) -> None:
    with pytest.raises(ValueError, match=r"needs spans|lies outside"):
        example_from_line(f'{{"text": "A b.", "claims": [{claim}]}}'.encode())


def test_a_quarter_is_held_out_whatever_the_order() -> None:
    examples = [Example(f"Article {n}.", ()) for n in range(12)]
    learn, held = hold_out(examples)
    assert len(learn) == 9
    assert len(held) == 3
    assert (learn, held) == hold_out(examples[::-1])


def test_words_are_labelled_with_what_the_checker_marked() -> None:
    ((features, labels),) = training_sentences([Example(TEXT, (MARK,))])
    assert len(features) == len(labels)
    assert labels[:3] == ["B-content", "I-content", "I-content"]
    assert labels[3:] == ["O", "B-source", "I-source", "B-cue", "O"]


def parrot(sentences: Iterable[LabelledSentence]) -> Marginals:
    """Knows by heart what it was shown, and is quite sure."""
    shown = {str(features): labels for features, labels in sentences}

    def label(features: Features, /) -> list[tuple[str, float]]:
        return [(name, 0.92) for name in shown.get(str(features), ["O"] * len(features))]

    return label


def test_the_confidence_is_the_highest_that_helps_on_articles_left_out() -> None:
    assert tune([Example(UNKNOWN_CUE, (WARBLED,))] * 4, parrot) == 0.9


def test_a_learner_that_does_not_help_is_kept_silent() -> None:
    assert tune([Example(TEXT, (MARK,))] * 4, parrot) == OFF
