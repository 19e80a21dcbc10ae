"""What other systems send, whatever its format, as one IncomingArticle. Pure: bytes in."""
