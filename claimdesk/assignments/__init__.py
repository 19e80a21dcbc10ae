"""Who works on which claim: leases, take-next, the automatic rule, hand-overs."""
