"""The built-in rating scale: five steps from false to true, and one label off the axis."""

import json

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T09:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "built-in rating scale"

OPTIONS = [
    ("true", "True", "Accurate, with nothing significant missing.", 5),
    ("mostly_true", "Mostly true", "Accurate, but needs a clarification or more context.", 4),
    (
        "half_true",
        "Half true",
        "Partly accurate, or leaves out details that change the picture.",
        3,
    ),
    ("mostly_false", "Mostly false", "Has a true element, but leaves a wrong impression.", 2),
    ("false", "False", "Not accurate.", 1),
    ("unproven", "Unproven", "The evidence at hand neither supports nor refutes it.", None),
]


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="claimdesk", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None, "Piccolo found no engine; is PICCOLO_CONF set?"
        options = [
            {"key": key, "label": label, "meaning": meaning, "rank": rank}
            for key, label, meaning, rank in OPTIONS
        ]
        # Our own constants, quoted for the one place where SQL takes them as text.
        quoted = json.dumps(options).replace("'", "''")
        await engine.run_ddl(
            "INSERT INTO rating_scale (key, version, name, options) "  # noqa: S608
            f"VALUES ('five_step', 1, 'Five-step truth scale', '{quoted}'::jsonb)"
        )

    manager.add_raw(run)
    return manager
