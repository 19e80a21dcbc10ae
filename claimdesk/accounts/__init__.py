"""People, their sessions and roles, and tokens for programs."""
