"""Full-text search over what the desk has published, found and judged."""
