"""The database: the engine, transactions, migrations, the embedded server."""

import os

# Piccolo finds its engine by this name whenever a table is first used; set before any is imported.
os.environ["PICCOLO_CONF"] = "claimdesk.db.piccolo_conf"
