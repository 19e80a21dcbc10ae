"""Telling other systems of ratings as they happen, by the Standard Webhooks specification.

What is to be sent is written in the transaction of the rating itself (`outbox`), and sent by jobs
(`sending`). Webhooks are hints: the ratings feed is the truth, and whoever missed one reads it there.
"""
