"""Assignments, verdicts, approvals, rating scales."""
