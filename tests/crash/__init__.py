"""Killing claimdesk, its workers and its database under load, and looking at what is left.

    python -m tests.crash [ROUNDS]

prints a table. A round that fails prints its seed and keeps the data folder.
"""
