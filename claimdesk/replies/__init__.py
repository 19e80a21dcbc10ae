"""Right of reply: who was asked, what they answered, where it is used."""
