"""The HTTP side that all features share."""
