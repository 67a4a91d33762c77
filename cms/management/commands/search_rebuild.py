"""The short name that our own project has for it."""

from search.management.commands.kumppanuus_search_rebuild import Command

__all__ = ["Command"]
