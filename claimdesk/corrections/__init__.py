"""What shares a verdict that was overturned: other claims, articles, evidence."""
