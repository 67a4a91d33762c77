"""What the worker does with the jobs that the rooms register."""

import threading

import pytest

from cms import worker


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch, db: None) -> list[worker.Job]:
    monkeypatch.setattr(worker, "_jobs", [])
    return worker._jobs


def test_a_job_that_fails_holds_up_no_other(jobs: list[worker.Job]) -> None:
    done: list[str] = []
    worker.register_job("first", every=60)(lambda: done.append("first") or 1 / 0)
    worker.register_job("second", every=60)(lambda: done.append("second"))
    worker.run(threading.Event(), once=True)
    assert done == ["first", "second"]


def test_told_to_stop_it_begins_no_further_job(jobs: list[worker.Job]) -> None:
    done: list[str] = []
    stop = threading.Event()
    worker.register_job("first", every=60)(stop.set)
    worker.register_job("second", every=60)(lambda: done.append("second"))
    worker.run(stop, once=True)
    assert done == []


def test_a_job_is_done_again_when_its_time_has_come(jobs: list[worker.Job]) -> None:
    done: list[str] = []
    worker.register_job("often", every=0)(lambda: done.append("often"))
    worker.register_job("seldom", every=60)(lambda: done.append("seldom"))
    worker.register_job("failing", every=60)(lambda: done.append("failing") or 1 / 0)
    for _ in range(2):
        worker.run_due_jobs(threading.Event())
    assert done == ["often", "seldom", "failing", "often"]
