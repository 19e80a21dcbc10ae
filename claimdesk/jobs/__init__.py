"""What runs outside a request, on Procrastinate: the queue is a table of the desk's PostgreSQL.

Why Procrastinate and not SAQ, the other engine that needs nothing but PostgreSQL: both come with
psycopg, a second driver that needs libpq on the machine. Procrastinate keeps its SQL apart from the
driver behind a small interface, so `connector.py` runs it on the desk's own asyncpg pool; a job is
then written by the transaction it is enqueued in and exists if, and only if, its cause was
committed. SAQ's queue is written in psycopg throughout and always writes on a connection of its
own: a job could run for a cause that was rolled back, or be lost with the process after the commit.
Procrastinate also brings what SAQ leaves to its users: locks by name, jobs that survive a killed
worker, and periodic jobs given out once however many workers there are.

A feature's jobs are in its `jobs.py`, named in `queue.JOBS`. `claimdesk serve` runs a worker in its
own process; any number of `claimdesk worker` processes run the same code beside it or instead.
"""
