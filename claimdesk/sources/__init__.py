"""Sources across articles."""
