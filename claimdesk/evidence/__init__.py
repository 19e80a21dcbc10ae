"""Evidence links."""
