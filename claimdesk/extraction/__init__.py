"""Text in, attributable claims out. Pure: no I/O, no clock, no database, no settings."""
