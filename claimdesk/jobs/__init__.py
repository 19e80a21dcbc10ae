"""What runs outside a request, on Procrastinate: the queue is a table of the desk's PostgreSQL.

README.md compares it with SAQ. A job is written by the transaction it is enqueued in, and exists if, and
only if, its cause was committed: `connector.py` runs Procrastinate on the desk's own asyncpg pool.

A feature's jobs are in its `jobs.py`, imported by `queue.py`. `claimdesk serve` runs a worker in its
own process; any number of `claimdesk worker` processes run the same code beside it or instead.
"""
