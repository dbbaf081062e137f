"""`GET /api/v1/…`: what other programs may read."""
