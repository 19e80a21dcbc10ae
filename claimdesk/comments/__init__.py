"""What people of a desk say to each other about claims and articles."""
