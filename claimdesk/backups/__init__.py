"""Backups: one file that has the whole desk, proven by opening it, and put back by one command.

Everything of value is in the database, kept files too (`evidence.tables.Kept` says why), so a backup
is a dump of it with a manifest, in one zip:

    database.dump    pg_dump's custom format; `unzip -p FILE database.dump | pg_restore -l` reads it
    manifest.json    what it is, what it has to hold, and the dump's SHA-256

The manifest is written last and a zip's table of contents stands at its end: a file that was cut off
is no zip. Left out is what lasts no longer than a sitting: sessions, and who is on which page.
"""
