"""The short name that our own project has for it."""

from cms.pages.management.commands.kumppanuus_sync_regions import Command

__all__ = ["Command"]
