"""Others' changes as they happen, and who is on which claim."""
