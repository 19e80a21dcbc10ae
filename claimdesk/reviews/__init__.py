"""Assignments, verdicts, approvals."""
