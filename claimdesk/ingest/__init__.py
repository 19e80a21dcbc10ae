"""Articles by the batch and from feeds: what is sent is kept, and taken in by jobs."""
