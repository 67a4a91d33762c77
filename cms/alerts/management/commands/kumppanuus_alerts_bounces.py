import sys
from email import message_from_binary_file, policy

from django.core.management.base import BaseCommand

from cms.alerts.bounces import end_by_report


class Command(BaseCommand):
    help = (
        "Read one mail that came back from the standard input (as a mail server pipes it), and end"
        " the alerts of the address that it could not reach or that complained."
    )

    def handle(self, *args: object, **options: object) -> None:
        report = message_from_binary_file(sys.stdin.buffer, policy=policy.compat32)
        self.stdout.write(f"{end_by_report(report)} subscribers ended.")
