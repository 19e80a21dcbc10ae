"""The table of transitions as documents show it."""

from pathlib import Path

from claimdesk.claims import rules
from claimdesk.claims.workflow import as_markdown, workflow

README = Path(rules.__file__).with_name("README.md")


def test_the_readme_has_the_table_as_it_is() -> None:
    assert as_markdown() in README.read_text(encoding="utf-8")


def test_every_action_is_shown_with_what_its_guards_say() -> None:
    rows = workflow()
    assert [row.action for row in rows] == list(rules.TRANSITIONS)
    assert all(guard.says for row in rows for guard in row.guards)
