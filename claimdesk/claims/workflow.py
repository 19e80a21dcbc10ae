"""The table of transitions, as documents and pages show it. Pure."""

from claimdesk.claims.facts import State
from claimdesk.claims.guards import MEANING
from claimdesk.claims.rules import TRANSITIONS
from claimdesk.claims.schemas import GuardRow, TransitionRow


def workflow() -> list[TransitionRow]:
    """Every transition, in the table's order."""
    return [
        TransitionRow(
            action=action,
            sources=sorted(transition.sources),
            target=transition.target,
            role=transition.role,
            guards=[GuardRow(guard=guard, says=MEANING[guard]) for guard in transition.guards],
        )
        for action, transition in TRANSITIONS.items()
    ]


def as_markdown() -> str:
    """The same as a table in Markdown."""
    lines = ["| action | from | to | needs at least | and |", "|---|---|---|---|---|"]
    for row in workflow():
        sources = "any" if len(row.sources) == len(State) else ", ".join(row.sources)
        guards = ", ".join(guard.guard for guard in row.guards)
        lines.append(
            f"| {row.action} | {sources} | {row.target or '(stays)'} | {row.role} | {guards} |"
        )
    return "\n".join(lines)
