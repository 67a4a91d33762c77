"""Settings of the measured service: the embedded default, with the floors beside it."""

from cms.settings.embedded import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.graphql_speed.floors"
