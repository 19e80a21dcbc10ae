"""Claims and their life."""
