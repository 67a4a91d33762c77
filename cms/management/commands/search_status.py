"""The short name that our own project has for it."""

from search.management.commands.kumppanuus_search_status import Command

__all__ = ["Command"]
