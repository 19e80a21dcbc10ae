"""Filters of the claims list under a name, for oneself or for the desk."""
