"""What the CMS reads: the ratings feed and ClaimReview."""
