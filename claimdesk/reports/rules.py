"""From rows of figures to a report, and from a report to a table. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from claimdesk.claims.facts import State
from claimdesk.reports.schemas import (
    Deadlines,
    PeriodGroup,
    PeriodReport,
    RatingFigure,
    Share,
    StateFigures,
)
from claimdesk.scales.schemas import OffAxis, Rating

MIN_FOR_A_SHARE = 10
MAX_GROUPS = 500
Rows = Iterable[Mapping[str, Any]]


class Figures(NamedTuple):
    """The rows of each figure; all have the group's `key` and `label`."""

    found: Rows
    stays: Rows
    decisions: Rows
    outgoing: Rows
    ratings: Rows
    assignments: Rows
    followups: Rows


def share(count: int, of: int) -> Share:
    """A share with its numbers, and without a percentage where there are too few for one."""
    return Share(count=count, of=of, share=round(count / of, 4) if of >= MIN_FOR_A_SHARE else None)


def groups_of(figures: Figures) -> list[PeriodGroup]:
    """One group a key that any figure has, the busiest first. A figure without a row is zero."""
    labels: dict[str, str] = {}
    by_figure: list[dict[str, list[Mapping[str, Any]]]] = []
    for rows in figures:
        found: dict[str, list[Mapping[str, Any]]] = {}
        for row in rows:
            found.setdefault(row["key"], []).append(row)
            labels.setdefault(row["key"], row["label"])
        by_figure.append(found)
    groups = [
        _group(key, label, Figures(*(found.get(key, []) for found in by_figure)))
        for key, label in labels.items()
    ]
    return sorted(groups, key=lambda group: (-_busy(group), group.label, group.key))


def _busy(group: PeriodGroup) -> int:
    return group.found + sum(state.entered + state.at_end for state in group.states)


def nothing() -> PeriodGroup:
    """The group of a period in which nothing happened."""
    return _group("", "", Figures([], [], [], [], [], [], []))


def _group(key: str, label: str, rows: Figures) -> PeriodGroup:
    found, decisions, outgoing = (_only(r) for r in (rows.found, rows.decisions, rows.outgoing))
    stays = {row["state"]: row for row in rows.stays}
    out = sum(outgoing.get(kind, 0) for kind in ("published", "corrected", "withdrawn"))
    return PeriodGroup(
        key=key,
        label=label,
        found=found.get("found", 0),
        unnamed=share(found.get("unnamed", 0), found.get("found", 0)),
        states=[_state(state, stays[state.value]) for state in State if state.value in stays],
        returned=share(decisions.get("returned", 0), decisions.get("decided", 0)),
        published=outgoing.get("published", 0),
        corrected=outgoing.get("corrected", 0),
        withdrawn=outgoing.get("withdrawn", 0),
        overturned=share(outgoing.get("overturned", 0), out),
        ratings=[
            RatingFigure(
                rating=Rating(
                    key=row["rating"],
                    label=row["rating_label"],
                    scale=row["scale"],
                    scale_version=row["scale_version"],
                    rank=row["rank"],
                    of=row["of"],
                    off_axis=row["off_axis"] and OffAxis(row["off_axis"]),
                ),
                claims=row["claims"],
            )
            for row in rows.ratings
        ],
        assignments=_deadlines(_only(rows.assignments)),
        followups=_deadlines(_only(rows.followups)),
    )


def _only(rows: Rows) -> Mapping[str, Any]:
    return next(iter(rows), {})


def _deadlines(row: Mapping[str, Any]) -> Deadlines:
    return Deadlines(due=row.get("due", 0), late=row.get("late", 0), overdue=row.get("overdue", 0))


def _state(state: State, row: Mapping[str, Any]) -> StateFigures:
    def seconds(name: str) -> float | None:
        return None if row[name] is None else round(row[name], 1)

    return StateFigures(
        state=state,
        entered=row["entered"],
        left=row["left"],
        median_seconds=seconds("median"),
        p90_seconds=seconds("p90"),
        mean_seconds=seconds("mean"),
        at_start=row["at_start"],
        at_end=row["at_end"],
        oldest=row["oldest"],
    )


HEADER = ("group", "key", "figure", "of", "value")


def table(report: PeriodReport) -> Iterator[tuple[object, ...]]:
    """The report as rows of one long table, which a spreadsheet can turn: `HEADER` first.

    `of` says of which state, rating or person. What is null has no row.
    """
    yield HEADER
    for group in report.groups:
        for figure, of, value in _figures(group):
            if value is not None:
                yield group.label, group.key, figure, of, value
    for load in report.reviewers:
        for figure in ("assigned", "holding", "verdicts", "returned", "decisions"):
            yield "", "", f"reviewer_{figure}", load.person.name, getattr(load, figure)


def _figures(group: PeriodGroup) -> Iterator[tuple[str, str, object]]:
    yield "found", "", group.found
    yield from _share("unnamed", group.unnamed)
    for state in group.states:
        for figure in ("entered", "left", "median_seconds", "p90_seconds", "mean_seconds"):
            yield figure, state.state, getattr(state, figure)
        yield "backlog_at_start", state.state, state.at_start
        yield "backlog_at_end", state.state, state.at_end
        yield "backlog_oldest", state.state, _text(state.oldest)
    yield from _share("returned", group.returned)
    yield "published", "", group.published
    yield "corrected", "", group.corrected
    yield "withdrawn", "", group.withdrawn
    yield from _share("overturned", group.overturned)
    for rated in group.ratings:
        rating = rated.rating
        yield "rating", f"{rating.scale} {rating.scale_version}: {rating.label}", rated.claims
    for name, deadlines in (("assignments", group.assignments), ("followups", group.followups)):
        for figure in ("due", "late", "overdue"):
            yield f"{name}_{figure}", "", getattr(deadlines, figure)


def _share(name: str, value: Share) -> Iterator[tuple[str, str, object]]:
    yield name, "", value.count
    yield f"{name}_of", "", value.of
    yield f"{name}_share", "", value.share


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
