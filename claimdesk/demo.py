"""The demo desk: people, articles and work in progress, loaded through the services themselves."""

PASSWORD = "demo-desk-2026"  # noqa: S105  (printed by the demo, which listens on this machine only)
