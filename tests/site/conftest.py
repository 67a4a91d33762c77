import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Wagtail keeps renditions in the cache, by keys of rows that other tests have used."""
    cache.clear()
