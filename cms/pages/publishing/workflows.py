"""What happens at the end of a review. Wagtail imports this while it loads its own models."""

from typing import Any


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish what was approved, as Wagtail does, but without asking whether the last reviewer may
    publish the page by themselves: being named in its workflow is the right."""
    revision = workflow_state.content_object.get_latest_revision()
    revision.publish(user=user, skip_permission_checks=True)
