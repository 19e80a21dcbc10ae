"""What others have checked: ClaimReview feeds and tables of checks, brought in and kept apart.

A foreign check is never a verdict of the desk: it has a publisher, an address to read it at, and the
rating in that publisher's own words.
"""
