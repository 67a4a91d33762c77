import signal
import threading


def stop_when_told() -> threading.Event:
    """Set by Ctrl-C, by SIGTERM, and when the terminal is closed, unless nohup has this process
    outlive it."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, lambda *_: stop.set())
    return stop
