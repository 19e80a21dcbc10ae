"""Where the words of a text stand in its next version. Pure."""
