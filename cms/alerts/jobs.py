"""What the worker does for the alerts. A turn is short, as the other jobs wait for it."""

from cms.alerts.composing import compose_due
from cms.alerts.sending import send_waiting
from cms.alerts.upkeep import keep_up
from cms.conf import conf
from cms.worker import register_job

SECONDS_OF_A_TURN = 10.0


def register_jobs() -> None:
    register_job("alerts", every=1)(write_and_send)
    register_job("alerts upkeep", every=3600)(keep_up)


def write_and_send() -> None:
    """Write the messages that are due, and send what waits, for one turn at most."""
    if conf().has_alerts:
        compose_due(SECONDS_OF_A_TURN)
        send_waiting(SECONDS_OF_A_TURN)
