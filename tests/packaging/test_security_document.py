"""What the security documents say: every test and file they name is there, and their sums are right."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECURITY = ROOT / ".github/SECURITY.md"
ASVS = ROOT / ".github/ASVS.md"
STATES = ("met", "not applicable", "not yet")
FOLDERS = ("claimdesk/", "tests/", "frontend/", "migrations/", ".github/", ".requirements/", ".ci/")
CHAPTERS, LEVEL_1, LEVEL_2 = 17, 70, 183
"""How many chapters, and requirements of each level, version 5.0.0 of the standard has."""


def named(document: Path) -> set[str]:
    """The files, folders and tests that a document names, as `path` or `path::name`."""
    words = re.findall(r"`([^`\n]+)`", document.read_text(encoding="utf-8"))
    files = {word for word in words if word.startswith(FOLDERS)}
    return files | {word for word in words if re.fullmatch(r"[\w-]+\.(md|toml|txt|json)", word)}


def lacking(word: str) -> str:
    """What is not there of what a document names; empty where all is."""
    path, _, test = word.partition("::")
    file = ROOT / path
    if not file.exists():
        return f"{path} is not there"
    if not test:
        return ""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        there = re.search(rf"^(async )?def {re.escape(test)}\(", text, re.MULTILINE)
    else:
        there = re.search(rf"\b(it|test)\('{re.escape(test)}'", text)
    return "" if there else f"{path} has no test {test}"


@pytest.mark.parametrize("document", [SECURITY, ASVS], ids=lambda path: path.name)
def test_every_file_and_test_that_is_named_is_there(document: Path) -> None:
    found = named(document)
    assert len(found) > 50
    assert [said for word in sorted(found) if (said := lacking(word))] == []


def test_what_is_not_there_is_noticed() -> None:
    assert lacking("claimdesk/none.py")
    assert lacking("tests/packaging/test_security_document.py::test_none")
    assert lacking("frontend/src/features/accounts/SignInPage.test.tsx::goes nowhere")
    assert not lacking(
        "frontend/src/features/accounts/SignInPage.test.tsx::goes back to where one was"
    )


def requirements() -> dict[str, list[tuple[str, int, str, str, str]]]:
    """Number, level, what it asks, state and what shows it, of each requirement by chapter."""
    found: dict[str, list[tuple[str, int, str, str, str]]] = {}
    for line in ASVS.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            chapter = line.removeprefix("## ")
            found[chapter] = []
        elif re.match(r"\| \d", line):
            number, level, asks, state, shown = line.strip("| ").split(" | ")
            found[chapter].append((number, int(level), asks, state, shown))
    return found


ROWS = [(chapter, *row) for chapter, rows in requirements().items() for row in rows]


def test_the_whole_of_both_levels_is_there_once_and_in_order() -> None:
    numbers = [tuple(map(int, row[1].split("."))) for row in ROWS]
    assert numbers == sorted(set(numbers))
    assert all(
        row[0].startswith(f"V{number[0]} ") for row, number in zip(ROWS, numbers, strict=True)
    )
    assert len(requirements()) == CHAPTERS
    assert Counter(row[2] for row in ROWS) == {1: LEVEL_1, 2: LEVEL_2}


def test_each_requirement_is_asked_in_a_few_words_and_answered() -> None:
    for _, number, _, asks, state, shown in ROWS:
        assert 0 < len(asks.split()) <= 8, number
        assert state in STATES, number
        # What is met names a test, a file or a part of SECURITY.md: a bare word is not enough.
        assert ("`" in shown) if state == "met" else shown, number


def test_the_sums_are_the_tables() -> None:
    wanted = []
    for chapter, rows in requirements().items():
        states = Counter(row[3] for row in rows)
        wanted.append((chapter, *(states[state] for state in STATES)))
    states = Counter(row[4] for row in ROWS)
    wanted.append((f"**All {len(ROWS)}**", *(states[state] for state in STATES)))
    text = SECURITY.read_text(encoding="utf-8").partition("<!-- sums")[2]
    lines = re.findall(r"^\| (\S.*) \| (\d+) \| (\d+) \| (\d+) \|$", text, re.MULTILINE)
    assert [(name, *map(int, sums)) for name, *sums in lines] == wanted


def test_every_part_that_is_named_is_there() -> None:
    parts = re.findall(r"^##+ (.+)$", SECURITY.read_text(encoding="utf-8"), re.MULTILINE)
    said = re.findall(r"“([^”]+)” in `\.github/SECURITY\.md`", ASVS.read_text(encoding="utf-8"))
    assert said
    assert set(said) <= set(parts)


def test_both_are_linked_from_where_people_look() -> None:
    for document in ("README.md", "CONTRIBUTING.md"):
        assert ".github/SECURITY.md" in (ROOT / document).read_text(encoding="utf-8"), document
    assert "(ASVS.md)" in SECURITY.read_text(encoding="utf-8")


HTML_OF_TEXT = re.compile(
    r"dangerouslySetInnerHTML|\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write"
    r"|createContextualFragment|srcdoc|\beval\(|new Function\(|setHTMLUnsafe"
)


def test_nothing_makes_html_of_text() -> None:
    sources = [
        path
        for pattern in ("frontend/src/**/*.ts", "frontend/src/**/*.tsx", "claimdesk/**/static/*.js")
        for path in ROOT.glob(pattern)
        if ".test." not in path.name
    ]
    assert len(sources) > 100
    assert HTML_OF_TEXT.search("row.innerHTML = text")
    found = [path for path in sources if HTML_OF_TEXT.search(path.read_text(encoding="utf-8"))]
    assert found == []
    for template in ROOT.glob("claimdesk/**/templates/*.html"):
        assert not re.search(
            r"\|\s*safe\b|autoescape\s+false", template.read_text(encoding="utf-8")
        )
