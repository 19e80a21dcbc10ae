"""What a filter asks of a claim's past, as conditions on the row of the claim. Pure.

They count what the report on a period counts, so that each of its numbers leads to a list as long.
"""

from datetime import UTC, datetime

from claimdesk.claims.schemas import Deed, Filter, SecondLook
from claimdesk.periods import between

_EVER = datetime.min.replace(tzinfo=UTC)
Condition = tuple[str, list[object]]

_STAYED = (
    "EXISTS (SELECT FROM claim_stay y WHERE y.claim = claim.id AND y.state = {} "
    "AND y.%s >= {} AND y.%s < {})"
)
_WAS = (
    "EXISTS (SELECT FROM claim_stay y WHERE y.claim = claim.id AND y.state = ANY({}) "
    "AND y.entered_at < {} AND (y.left_at IS NULL OR y.left_at >= {}))"
)
_RATED = (
    "claim.id IN (SELECT last.claim FROM (SELECT DISTINCT ON (e.claim) e.claim, e.kind, "
    "e.payload -> 'verdict' -> 'rating' AS rating FROM rating_event e WHERE e.at >= {} AND e.at < {} "
    "AND e.kind IN ('published', 'corrected', 'withdrawn') "
    "AND NOT coalesce((e.payload -> 'held_back')::bool, false) ORDER BY e.claim, e.seq DESC) last "
    "WHERE last.kind <> 'withdrawn' AND last.rating ->> 'scale' = {} AND last.rating ->> 'key' = {})"
)
_DUE = (
    "SELECT n.claim FROM assignment n WHERE n.due >= {} AND n.due < {} "
    "AND ({}::int IS NULL OR n.assignee = {})"
)
# A follow-up is with whoever has its claim.
_FOLLOWUP_DUE = (
    "SELECT f.claim FROM followup f WHERE f.due >= {} AND f.due < {} "
    "AND ({}::int IS NULL OR claim.holder = {})"
)
_DID = {
    Deed.ASSIGNED: "SELECT n.claim FROM assignment n WHERE n.assigned_at >= {} "
    "AND n.assigned_at < {} AND ({}::int IS NULL OR n.assignee = {})",
    Deed.VERDICT: "SELECT v.claim FROM verdict v WHERE v.at >= {} AND v.at < {} "
    "AND ({}::int IS NULL OR v.author = {}) "
    "AND NOT EXISTS (SELECT FROM verdict_withdrawal w WHERE w.verdict = v.id)",
    Deed.RETURNED: "SELECT r.claim FROM review r JOIN verdict v ON v.id = r.verdict "
    "WHERE r.decision = 'return' AND r.at >= {} AND r.at < {} "
    "AND ({}::int IS NULL OR v.author = {})",
    Deed.DECIDED: "SELECT r.claim FROM review r WHERE r.at >= {} AND r.at < {} "
    "AND ({}::int IS NULL OR r.editor = {})",
    Deed.DUE: _DUE,
    Deed.LATE: _DUE
    + " AND (n.ended_at IS NULL OR n.ended_at > n.due) AND EXISTS (SELECT FROM claim_stay y "
    "WHERE y.claim = n.claim AND y.state IN ('assigned', 'in_review', 'returned') "
    "AND y.entered_at <= n.due AND (y.left_at IS NULL OR y.left_at > n.due))",
    Deed.FOLLOWUP_DUE: _FOLLOWUP_DUE,
    Deed.FOLLOWUP_LATE: _FOLLOWUP_DUE + " AND (f.closed_at IS NULL OR f.closed_at > f.due)",
}
_SECOND = {
    SecondLook.GIVEN: "SELECT o.claim FROM second_opinion o WHERE o.at >= {} AND o.at < {}",
    SecondLook.AGREED: "SELECT o.claim FROM second_opinion o WHERE o.at >= {} AND o.at < {} "
    "AND o.first_rating = o.rating",
}


def conditions(wanted: Filter, moment: datetime) -> list[Condition]:
    """The conditions, with their values. Up to `moment` where the filter says no end.

    Raises Invalid for bounds without a zone or out of order.
    """
    since, until = between(wanted.since, wanted.until)
    bounds: list[object] = [since or _EVER, until or moment]
    found: list[Condition] = []
    if wanted.entered is not None:
        found.append((_STAYED % ("entered_at", "entered_at"), [wanted.entered.value, *bounds]))
    if wanted.left is not None:
        found.append((_STAYED % ("left_at", "left_at"), [wanted.left.value, *bounds]))
    if wanted.was:
        states = [state.value for state in wanted.was]
        found.append((_WAS, [states, bounds[1], bounds[1]]))
    if wanted.rated is not None:
        scale, _, key = wanted.rated.partition(":")
        found.append((_RATED, [*bounds, scale, key]))
    if wanted.did is not None:
        found.append((f"claim.id IN ({_DID[wanted.did]})", [*bounds, wanted.by, wanted.by]))
    if wanted.second is not None:
        found.append((f"claim.id IN ({_SECOND[wanted.second]})", bounds))
    if not found and (since is not None or until is not None):
        found.append(("claim.created_at >= {} AND claim.created_at < {}", bounds))
    return found


def of_source(source: str) -> Condition:
    """The claims of a source by its id; `unnamed`, or `none` for the article's own voice."""
    if source == "none":
        return "claim.source IS NULL", []
    if source == "unnamed":
        return "claim.source IS NOT NULL AND claim.unnamed", []
    return "claim.source = {} AND NOT claim.unnamed", [int(source)]
