"""The verdict report."""
