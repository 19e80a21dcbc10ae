"""All tables of all features, as one Piccolo app with one tree of migrations."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

_PACKAGE = Path(__file__).resolve().parent.parent
_INSTALLED = _PACKAGE / "_migrations"

APP_CONFIG = AppConfig(
    app_name="claimdesk",
    # A wheel carries the folder inside the package; a checkout has it at its top.
    migrations_folder_path=str(
        _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent / "migrations"
    ),
    table_classes=table_finder(
        modules=[
            f"claimdesk.{feature}.tables"
            for feature in (
                "accounts",
                "articles",
                "assignments",
                "audit",
                "claims",
                "comments",
                "evidence",
                "factchecks",
                "filters",
                "followups",
                "policies",
                "inbox",
                "ingest",
                "live",
                "opinions",
                "publishing",
                "reports",
                "replies",
                "reviews",
                "scales",
                "setup",
                "sources",
                "web",
                "webhooks",
            )
        ]
    ),
)
