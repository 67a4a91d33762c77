"""How many SQL statements there are besides those that a test counts."""

from django.db import connection

OF_THE_TIME_LIMIT = 4 if connection.vendor == "postgresql" else 0
"""A savepoint and the limit before what is asked, and the same after it."""
