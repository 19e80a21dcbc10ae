"""What a new text does to marks in the old one, case by case."""

import random
import time

import pytest

from claimdesk.anchoring.alignment import Alignment
from claimdesk.anchoring.anchors import Outcome, find_words, place

BEFORE = "The council met on Monday in the old town hall."
CLAIM = "The mayor said that 120 jobs would go by the end of the year."
AFTER = "Nobody from the port authority was there to answer him."
LAST = "The next meeting is planned for the second week of April."
OLD = f"{BEFORE} {CLAIM} {AFTER} {LAST}"
WORDS = "120 jobs would go by the end of the year"


def outcome(new: str, words: str = WORDS, old: str = OLD) -> tuple[Outcome, str | None]:
    """What became of words of the old text, and what they read now."""
    start = old.index(words)
    placed = place(Alignment(old, new), [(start, start + len(words))])
    return placed.outcome, new[slice(*placed.content[0])] if placed.content else None


@pytest.mark.parametrize(
    ("new", "became", "reads"),
    [
        (OLD, Outcome.CARRIED, WORDS),
        ("A first line, put in above all this.\n\n" + OLD, Outcome.CARRIED, WORDS),
        (OLD.replace("Monday", "Tuesday"), Outcome.CARRIED, WORDS),
        (OLD.replace(" ", "\r\n", 3), Outcome.CARRIED, WORDS),
        (f"{BEFORE} {AFTER} {LAST} {CLAIM}", Outcome.MOVED, WORDS),
        (OLD.replace("120", "140"), Outcome.EDITED, WORDS.replace("120", "140")),
        (OLD.replace("jobs", "jbos"), Outcome.EDITED, WORDS.replace("jobs", "jbos")),
        (OLD.replace("that 120", "that perhaps 120"), Outcome.EDITED, WORDS),
        (OLD.replace("would go", "would not go"), Outcome.EDITED, WORDS.replace("would go", "would not go")),
        (OLD.replace(CLAIM + " ", ""), Outcome.GONE, None),
        ("Something else altogether was written here about the weather.", Outcome.GONE, None),
        ("", Outcome.GONE, None),
        ("…", Outcome.GONE, None),
        (OLD.replace(CLAIM, f"{CLAIM} {CLAIM}"), Outcome.AMBIGUOUS, None),
        (OLD.replace(CLAIM, CLAIM.replace("go", "g") + " " + CLAIM.replace("120", "12")), Outcome.AMBIGUOUS, None),
        (OLD.replace(CLAIM, f"{CLAIM} {LAST} {BEFORE} {CLAIM}"), Outcome.AMBIGUOUS, None),
        # A copy further down does not take it from its neighbours.
        (f"{OLD} {CLAIM}", Outcome.CARRIED, WORDS),
        (f"{CLAIM} {OLD}", Outcome.CARRIED, WORDS),
        # Nor does one that kept the letter, where the sentence in its place was corrected.
        (
            OLD.replace("would go", "would be lost") + " " + CLAIM,
            Outcome.EDITED,
            WORDS.replace("would go", "would be lost"),
        ),
        # Two sentences made one, and one made two.
        (OLD.replace("hall. The mayor", "hall, and the mayor"), Outcome.CARRIED, WORDS),
        (OLD.replace("go by the", "go. By the"), Outcome.EDITED, "120 jobs would go. By the end of the year"),
    ],
)  # fmt: skip
def test_words_are_carried_moved_edited_in_doubt_or_gone(
    new: str, became: Outcome, reads: str | None
) -> None:
    assert outcome(new) == (became, reads)


def test_typography_is_no_edit() -> None:
    old = "“We’re done,” she said – and left the café."
    new = '"We\'re done," she said - and left the cafe\u0301.'
    assert outcome(new, "“We’re done,”", old) == (Outcome.CARRIED, '"We\'re done,"')
    assert outcome(new, "and left the café", old) == (Outcome.CARRIED, "and left the cafe\u0301")


def test_a_mark_may_begin_and_end_inside_a_word() -> None:
    assert outcome("New. " + OLD, "ayor said that 12") == (Outcome.CARRIED, "ayor said that 12")


def test_the_pieces_of_a_claim_are_placed_together_or_not_at_all() -> None:
    old = f'"The basin is empty," said Holt. "It has been for years." {AFTER} {LAST}'
    pieces = [(0, 21), (33, 57)]
    cue, source = (22, 26), (27, 31)
    assert old[slice(*pieces[1])] == '"It has been for years."'
    whole = place(Alignment(old, f"New here. {old}"), pieces, [cue, source])
    assert whole.outcome is Outcome.CARRIED
    assert whole.content == tuple((a + 10, b + 10) for a, b in pieces)
    assert whole.beside == tuple((a + 10, b + 10) for a, b in (cue, source))
    for new in (
        old.replace(' "It has been for years."', ""),
        old.replace(' "It has been for years."', "") + '\n\nFar below.\n\n"It has been for years."',
        old.replace(" said Holt", ""),
    ):
        placed = place(Alignment(old, new), pieces, [cue, source])
        assert placed.outcome in (Outcome.AMBIGUOUS, Outcome.GONE)
        assert placed.content == ()


def test_what_is_in_doubt_comes_with_the_places_to_look_at() -> None:
    new = OLD.replace(CLAIM, f"{CLAIM} {CLAIM}")
    start = OLD.index(WORDS)
    placed = place(Alignment(OLD, new), [(start, start + len(WORDS))])
    assert [new[slice(*candidate)] for candidate in placed.candidates] == [CLAIM, CLAIM]


def test_words_that_are_looked_for_by_themselves() -> None:
    start = OLD.index("The mayor")
    new = OLD.replace("120", "140")
    assert find_words(Alignment(OLD, new), start, start + 9) == (start, start + 9)
    edited = OLD.replace("The mayor", "The mayoress")
    assert find_words(Alignment(OLD, edited), start, start + 9) is None


@pytest.mark.parametrize(
    "text", ["", " \n", ".", "a", "\ud800", "\u202e\u200f", "a" * 5000, "!?" * 3000, "\n" * 99]
)
def test_any_text_is_itself(text: str) -> None:
    alignment = Alignment(text, text)
    assert all(bead is not None for bead in alignment.bead)
    Alignment(text, OLD)
    Alignment(OLD, text)


def sentences(count: int) -> list[str]:
    chance = random.Random(1)  # noqa: S311
    words = OLD.lower().replace(".", "").split()
    return [" ".join(chance.choices(words, k=14)).capitalize() + "." for _ in range(count)]


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [line[:9] + line[10:] for line in lines],
        lambda lines: list(reversed(lines)),
        lambda lines: [lines[0]] * len(lines),
        lambda lines: [*lines[:50], *lines],
        lambda lines: ["".join(lines).replace(".", "")],
    ],
    ids=["a typo in each", "reversed", "all alike", "a part twice", "no full stop"],
)
def test_time_grows_with_the_length(change: "object") -> None:
    assert callable(change)
    taken = []
    for count in (600, 2400):
        lines = sentences(count)
        began = time.process_time()
        Alignment("\n".join(lines), "\n".join(change(lines)))
        taken.append(time.process_time() - began)
    # Four times the text: sixteen times the time would be its square.
    assert taken[1] < 9 * taken[0] + 0.2, taken
