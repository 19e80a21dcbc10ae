"""Rating scales: versions that keep their meaning, and cross-walks between them."""
