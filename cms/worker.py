"""The worker: one process that runs what the rooms register, each job at its own pace."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import close_old_connections

logger = logging.getLogger(__name__)

Work = Callable[[], object]


@dataclass
class Job:
    """Work to be done over and over; `every` is in seconds."""

    name: str
    every: float
    work: Work
    due: float = 0.0
    """On the monotonic clock; 0 is at once."""


_jobs: list[Job] = []


def register_job(name: str, *, every: float) -> Callable[[Work], Work]:
    """Have the worker do this every so many seconds. What it does must be safe to run twice at
    once and to be killed at any point: several workers may run."""

    def register(work: Work) -> Work:
        _jobs.append(Job(name, every, work))
        return work

    return register


def run(stop: threading.Event, *, once: bool = False) -> None:
    """Do the jobs until told to stop, or once; the job under way is finished first."""
    logger.info("Worker started: %s", ", ".join(job.name for job in _jobs))
    if once:
        run_due_jobs(stop)
    while not (once or stop.is_set()):
        run_due_jobs(stop)
        pause = min(job.due for job in _jobs) - time.monotonic()
        stop.wait(max(pause, 0.1))
    logger.info("Worker stopped")


def run_due_jobs(stop: threading.Event) -> None:
    """Do each job whose time has come. One that fails is logged and holds up no other."""
    close_old_connections()
    for job in _jobs:
        if stop.is_set():
            return
        if job.due > time.monotonic():
            continue
        try:
            job.work()
        except Exception:
            logger.exception("Job %s failed and is run again in %g s", job.name, job.every)
        job.due = time.monotonic() + job.every


def stop_when_told() -> threading.Event:
    """Set by Ctrl-C, by SIGTERM, and when the terminal is closed, unless nohup has this process
    outlive it."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, lambda *_: stop.set())
    return stop
