from django.core.management.base import BaseCommand
from django.db import transaction

from cms.alerts import sealing
from cms.alerts.models import Subscriber


class Command(BaseCommand):
    help = "Seal all addresses anew with the first of ALERT_KEYS: the others may go afterwards."

    def handle(self, *args: object, **options: object) -> None:
        count = 0
        for pk in Subscriber.objects.values_list("pk", flat=True):
            with transaction.atomic():
                found = Subscriber.objects.select_for_update().filter(pk=pk).first()
                if found:
                    address = sealing.unseal(found.sealed_address)
                    found.sealed_address = sealing.seal(address)
                    found.fingerprint = sealing.fingerprints(found.site, address)[0]
                    found.save(update_fields=["sealed_address", "fingerprint"])
                    count += 1
        self.stdout.write(f"{count} addresses sealed anew.")
