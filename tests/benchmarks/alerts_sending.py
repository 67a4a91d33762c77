"""A day's digest for 10,000 followers, and the same while the worker is killed 20 times:
python -m tests.benchmarks.alerts_sending [followers] [kills].

The worker is the real process, `manage.py worker`; the mail server is aiosmtpd in this one. Both
days each follower is to get one mail. With DATABASE_URL of an empty PostgreSQL database that is
measured, else SQLite in a folder of its own."""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from tests.servers.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
FOLLOWERS, KILLS = 10_000, 20
KEY = "c2VjcmV0IG9mIHRoZSB0ZXN0cywgb25lIG9mIHR3byE="
SEED = 20_230_601
PREPARE = "from tests.benchmarks.alerts_world import prepare; prepare({})"
NEXT_DAY = "from tests.benchmarks.alerts_world import next_day; next_day()"
UNCONFIRMED = "from tests.benchmarks.alerts_world import unconfirmed; print(unconfirmed())"


class Sink:
    def __init__(self) -> None:
        self.got: Counter[str] = Counter()
        self.total = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.got[envelope.rcpt_tos[0]] += 1
        self.total += 1
        return "250 OK"


class Bench:
    def __init__(self, folder: Path, port: int, sink: Sink) -> None:
        self.sink = sink
        self.peak = 0
        """Kilobytes of the largest worker."""
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "cms.settings.embedded",
            "VAR_DIR": str(folder),
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "ALERT_SENDER": "ilmoitukset@kaupunki.test",
            "ALERT_KEYS": KEY,
            "LOG_LEVEL": "WARNING",
        }

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def start_worker(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "manage.py", "worker"]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment)

    def wait_for(self, total: int, worker: "subprocess.Popen[bytes]") -> None:
        while self.sink.total < total:
            time.sleep(0.005)
            assert worker.poll() is None, "The worker has ended."
        self.note_peak(worker)

    def note_peak(self, worker: "subprocess.Popen[bytes]") -> None:
        status = Path(f"/proc/{worker.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        self.peak = max(self.peak, int(line.split()[1]))

    def one_day(self, followers: int) -> tuple[float, float]:
        """Seconds from the start of the worker to the first mail, and from there to the last."""
        begun = time.monotonic()
        worker = self.start_worker()
        self.wait_for(1, worker)
        first = time.monotonic()
        self.wait_for(followers, worker)
        last = time.monotonic()
        worker.terminate()
        worker.wait()
        return first - begun, last - first

    def one_day_with_kills(self, followers: int, kills: int) -> tuple[int, float]:
        """How often a worker was killed, and seconds from the start to the last mail."""
        drawn = random.Random(SEED)
        begun = time.monotonic()
        done = 0
        for _ in range(kills):
            worker = self.start_worker()
            share = followers / (kills + 2)
            self.wait_for(self.sink.total + int(share * drawn.uniform(0.5, 1)), worker)
            time.sleep(drawn.uniform(0, 0.02))
            os.kill(worker.pid, signal.SIGKILL)
            worker.wait()
            done += 1
        worker = self.start_worker()
        # What a killed worker had taken is free after some minutes.
        patience = time.monotonic() + 300
        while self.sink.total < followers and time.monotonic() < patience:
            time.sleep(0.1)
        last = time.monotonic()
        time.sleep(5)  # for what should not come
        worker.terminate()
        worker.wait()
        return done, last - begun


def told(sink: Sink, followers: int) -> str:
    once = sum(1 for count in sink.got.values() if count == 1)
    twice = sum(1 for count in sink.got.values() if count > 1)
    return f"once {once}, more than once {twice}, not at all {followers - len(sink.got)}"


def main(followers: int = FOLLOWERS, kills: int = KILLS) -> int:
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), controller.port, sink)
        bench.manage("migrate", "-v0")
        bench.manage("shell", "-v0", "-c", PREPARE.format(followers))
        to_first, sending = bench.one_day(followers)
        print(f"Followers: {followers}")
        print(f"To the first mail, the start of the worker included: {to_first:.1f} s")
        print(
            f"From the first mail to the last: {sending:.1f} s, {followers / sending:.0f} a second"
        )
        print(f"Largest memory of the worker: {bench.peak / 1024:.0f} MB")
        print(f"Mails: {told(sink, followers)}")
        failed = set(sink.got.values()) != {1} or len(sink.got) != followers
        sink.got.clear()
        sink.total = 0
        bench.manage("shell", "-v0", "-c", NEXT_DAY)
        done, seconds = bench.one_day_with_kills(followers, kills)
        print(f"The next day, the worker killed {done} times: {seconds:.1f} s")
        print(f"Mails: {told(sink, followers)}")
        print(f"Handed over, answer not heard: {bench.manage('shell', '-v0', '-c', UNCONFIRMED)}")
        failed |= set(sink.got.values()) != {1} or len(sink.got) != followers
    controller.stop()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
