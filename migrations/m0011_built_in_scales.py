"""Six built-in scales, scale versions that nobody can change, and the latest verdict as a view."""

import json

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T13:00:00:000011"
VERSION = "1.38.0"
DESCRIPTION = "built-in rating scales"

# Key, label, meaning, and either the rank (1 the worst, the highest the true end) or, for labels
# that are off the axis and never have a number, the kind.
Option = tuple[str, str, str, int | str]

UNPROVEN: Option = (
    "unproven",
    "Unproven",
    "The evidence at hand neither supports nor refutes it.",
    "unproven",
)
SATIRE: Option = ("satire", "Satire", "Meant as a joke and not as news.", "satire")
MISSING_CONTEXT: Option = (
    "missing_context",
    "Missing context",
    "What is said is so, but leads astray without what is not said.",
    "missing_context",
)
OUT_OF_CONTEXT: Option = (
    "out_of_context",
    "Out of context",
    "Genuine, but from another time, place or occasion.",
    "out_of_context",
)
ALTERED: Option = (
    "altered",
    "Altered",
    "A picture, recording, document or quotation that was changed or made up.",
    "altered",
)
OUTDATED: Option = (
    "outdated",
    "Outdated",
    "Was so when it was said, and no longer is.",
    "outdated",
)
VOID: Option = ("void", "Void", "Our own check was wrong; we take it back.", "void")

FIVE_STEP: list[Option] = [
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
    UNPROVEN,
    MISSING_CONTEXT,
    OUTDATED,
    SATIRE,
    VOID,
]
SCALES: list[tuple[str, int, str, list[Option]]] = [
    ("five_step", 2, "Five-step truth scale", FIVE_STEP),
    (
        "support",
        1,
        "Supported or refuted by the evidence",
        [
            ("supported", "Supported", "The evidence supports it.", 2),
            ("refuted", "Refuted", "The evidence refutes it.", 1),
            (
                "not_enough_evidence",
                "Not enough evidence",
                "The evidence at hand does not decide it.",
                "unproven",
            ),
            VOID,
        ],
    ),
    (
        "correctness",
        1,
        "Correct, misleading or incorrect",
        [
            ("correct", "Correct", "What is said is so.", 3),
            (
                "misleading",
                "Misleading",
                "Built on something that is so, to make people believe what is not.",
                2,
            ),
            ("incorrect", "Incorrect", "What is said is not so.", 1),
            UNPROVEN,
            OUTDATED,
            VOID,
        ],
    ),
    (
        "false_claim",
        1,
        "False claims, from one to four",
        [
            ("none", "Nothing false", "What is said is so.", 5),
            ("one", "1 of 4", "Shades the facts or leaves some out; nothing outright false.", 4),
            ("two", "2 of 4", "Leaves out or exaggerates what matters.", 3),
            ("three", "3 of 4", "Gets what matters wrong, or contradicts itself.", 2),
            ("four", "4 of 4", "Made up from beginning to end.", 1),
            UNPROVEN,
            VOID,
        ],
    ),
    (
        "content",
        1,
        "Claims, pictures and recordings",
        [
            ("true", "True", "What is said or shown is so.", 3),
            ("partly_false", "Partly false", "Some of it is not so.", 2),
            ("false", "False", "What is said or shown is not so.", 1),
            MISSING_CONTEXT,
            OUT_OF_CONTEXT,
            ALTERED,
            SATIRE,
            UNPROVEN,
            VOID,
        ],
    ),
    (
        "headline",
        1,
        "Does the article support its headline?",
        [
            ("supported", "Supported", "The article says what its headline says.", 4),
            (
                "overstated",
                "Overstated",
                "The article says it, but with less certainty or extent.",
                3,
            ),
            ("unsupported", "Unsupported", "The article does not say it.", 2),
            ("contradicted", "Contradicted", "The article says the opposite.", 1),
            UNPROVEN,
            VOID,
        ],
    ),
]

GUARDS = (
    # Labels of the first version say, as later ones do, what they are off the axis.
    """
    UPDATE rating_scale SET options = (
        SELECT jsonb_agg(
            CASE WHEN option ->> 'rank' IS NULL
                 THEN option || '{"off_axis": "unproven"}' ELSE option END ORDER BY place)
        FROM jsonb_array_elements(options) WITH ORDINALITY AS listed (option, place)
    )
    """,
    "ALTER TABLE rating_scale DROP CONSTRAINT rating_scale_once",
    "CREATE UNIQUE INDEX rating_scale_once ON rating_scale (key, version, coalesce(desk, 0))",
    "CREATE UNIQUE INDEX crosswalk_once ON crosswalk (desk, target, scale)",
    "CREATE INDEX verdict_scale ON verdict (scale)",
    """
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON rating_scale
        FOR EACH ROW EXECUTE FUNCTION refuse_change()
    """,
    """
    CREATE VIEW latest_verdict AS
        SELECT DISTINCT ON (claim) * FROM verdict ORDER BY claim, number DESC
    """,
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="claimdesk", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None, "Piccolo found no engine; is PICCOLO_CONF set?"
        for statement in GUARDS:
            await engine.run_ddl(statement)
        for key, version, name, options in SCALES:
            # Our own constants, quoted for the one place where SQL takes them as text.
            stored = json.dumps([_stored(option) for option in options]).replace("'", "''")
            await engine.run_ddl(
                "INSERT INTO rating_scale (key, version, name, options) "  # noqa: S608
                f"VALUES ('{key}', {version}, '{name}', '{stored}'::jsonb)"
            )

    manager.add_raw(run)
    return manager


def _stored(option: Option) -> dict[str, object]:
    key, label, meaning, place = option
    on_axis = isinstance(place, int)
    return {
        "key": key,
        "label": label,
        "meaning": meaning,
        "rank": place if on_axis else None,
        "off_axis": None if on_axis else place,
        "retired": False,
    }
