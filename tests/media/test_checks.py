"""What `manage.py check` says of files in our own project; tests/media/hosts/story.py of others."""

from django.core import checks


def messages() -> dict[str, str]:
    return {str(one.id): one.hint for one in checks.run_checks()}


def test_our_own_project_lacks_nothing(settings) -> None:
    assert messages() == {}
    settings.WAGTAILDOCS_SERVE_METHOD = "direct"
    assert messages() == {
        "kumppanuus_media.W003": 'WAGTAILDOCS_SERVE_METHOD = "serve_view", or "redirect" for a'
        " remote storage."
    }
