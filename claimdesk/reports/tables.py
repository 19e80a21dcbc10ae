"""Rows that only reports read: kept by a trigger on the claims, written by nobody else."""

from piccolo.columns import BigSerial, Integer, Timestamptz, Varchar
from piccolo.table import Table

from claimdesk.db.columns import reference


class ClaimStay(Table, tablename="claim_stay"):
    """A claim was in a state from `entered_at` to before `left_at`, null while it is there.

    The audit trail says as much and more, but asking it how long things took means reading all of
    it. The trigger sees every change of a state, however it was made. `desk` is the claim's.
    """

    id = BigSerial(primary_key=True)
    claim = reference("Claim")
    desk = Integer()
    state = Varchar(length=16)
    entered_at = Timestamptz()
    left_at = Timestamptz(null=True, default=None)
