"""The ledger of unnamed sources."""
