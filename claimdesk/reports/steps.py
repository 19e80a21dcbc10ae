"""From what moved in each step to a series. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from claimdesk.claims.facts import State
from claimdesk.claims.rules import OPEN_STATES
from claimdesk.errors import Invalid
from claimdesk.reports.schemas import SeriesStep, StateStep, Step

LENGTHS = {Step.DAY: timedelta(days=1), Step.WEEK: timedelta(days=7)}
MAX_STEPS = 400


def check_steps(since: datetime, until: datetime, every: Step) -> None:
    """Raise Invalid where a series would have more steps than anybody could look at."""
    if (until - since) / LENGTHS[every] > MAX_STEPS:
        raise Invalid(
            f"That would be more than {MAX_STEPS} steps. Ask for a shorter time, or by the week.",
            errors=[{"field": "every", "detail": f"at most {MAX_STEPS} steps"}],
        )


def steps_of(
    rows: Iterable[Mapping[str, Any]], since: datetime, until: datetime, every: Step
) -> list[SeriesStep]:
    """The steps from `since` to `until`. What came before the first is in the rows as step -1."""
    came: dict[int, Counter[str]] = {}
    moved: dict[int, Counter[str]] = {}
    for row in rows:
        came.setdefault(row["step"], Counter())[row["state"]] += row["came"]
        moved.setdefault(row["step"], Counter())[row["state"]] += row["net"]
    lying = Counter(moved.get(-1, {}))
    found = []
    number, start = 0, since
    while start < until:
        end = min(start + LENGTHS[every], until)
        lying.update(moved.get(number, {}))
        entered = came.get(number, Counter())
        found.append(
            SeriesStep(
                since=start,
                until=end,
                found=entered["found"],
                backlog=sum(lying[state.value] for state in OPEN_STATES),
                states=[
                    StateStep(
                        state=state,
                        entered=entered[state.value],
                        at_end=lying[state.value] if state in OPEN_STATES else 0,
                    )
                    for state in State
                ],
            )
        )
        number, start = number + 1, end
    return found
