"""The first run: from an empty database to a desk with its first article."""
