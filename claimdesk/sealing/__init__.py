"""Secrets at rest that have to be readable again: notes on sources, what webhooks are signed with."""
