"""What each person should look at: notices, tasks, and what they watch."""
