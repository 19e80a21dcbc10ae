"""What the rounds came to, as tables."""

from collections import Counter
from dataclasses import dataclass, field
from statistics import median

from tests.crash.ledger import Kind


@dataclass
class _Line:
    rounds: int = 0
    answered: int = 0
    doubtful: int = 0
    came: int = 0
    up: list[float] = field(default_factory=list)


@dataclass
class Report:
    """Figures by victim and by kind of write."""

    seed: int
    seconds: float = 0
    events: int = 0
    lines: dict[str, _Line] = field(default_factory=dict)
    kinds: Counter[Kind] = field(default_factory=Counter)
    again: Counter[Kind] = field(default_factory=Counter)

    def add(self, victim: str, *, answered: int, doubtful: int, came: int, up: float) -> None:
        """Count a round. `up`: seconds from the kill until all was looked at again."""
        line = self.lines.setdefault(victim, _Line())
        line.rounds += 1
        line.answered += answered
        line.doubtful += doubtful
        line.came += came
        line.up.append(up)

    def table(self) -> str:
        """Both tables, in Markdown."""
        rows = [
            "| Killed | Rounds | Writes answered | In doubt | of these saved | Seconds until back, median and most |",
            "|---|--:|--:|--:|--:|--:|",
        ]
        for victim, line in self.lines.items():
            rows.append(
                f"| {victim} | {line.rounds} | {line.answered:,} | {line.doubtful} | {line.came} | "
                f"{median(line.up):.1f}, {max(line.up):.1f} |"
            )
        rows += ["", "| Write | Answered | of these sent again |", "|---|--:|--:|"]
        rows += [f"| {kind} | {self.kinds[kind]:,} | {self.again[kind]} |" for kind in Kind]
        total = sum(line.rounds for line in self.lines.values())
        rows += [
            "",
            f"{total} rounds of seed {self.seed} in {self.seconds / 60:.1f} minutes: "
            f"{self.kinds.total():,} writes answered, all there once; none half there; the audit "
            f"trail's {self.events:,} events hold; every job ended.",
        ]
        return "\n".join(rows)
