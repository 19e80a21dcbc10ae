"""What a desk has decided about how it works, as data."""
