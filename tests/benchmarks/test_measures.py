"""The measures of the benchmarks, on answers small enough to reckon by hand."""

import json
from math import log2
from pathlib import Path

import pytest

from tests.benchmarks import measures, report
from tests.benchmarks.questions import Phrase, Query, Typo
from tests.benchmarks.report import Report

QUERIES = [
    Query("citation", "talo", {1: 2, 2: 1}),
    Query("part", "katto", {3: 1, 4: 1}),
    Query("part", "ovi", {5: 1, 6: 1}),
]
ANSWERS = {"talo": [2, 1, 9], "katto": [3], "ovi": []}


def test_the_best_order_is_worth_most() -> None:
    best = {"talo": [1, 2], "katto": [3, 4], "ovi": [6, 5]}
    assert measures.ndcg(QUERIES, best) == 1
    gain = (1 + 3 / log2(3)) / (3 + 1 / log2(3))
    assert measures.ndcg(QUERIES[:1], ANSWERS) == pytest.approx(gain)
    beyond = {"talo": [*range(10, 20), 1, 2]}
    assert measures.ndcg(QUERIES[:1], beyond) == 0


def test_what_is_found_and_what_is_not() -> None:
    assert measures.recall(QUERIES, ANSWERS) == pytest.approx((1 + 1 / 2 + 0) / 3)
    assert measures.precision(QUERIES, ANSWERS) == pytest.approx((2 / 3 + 1) / 2)
    assert measures.without_hits(QUERIES, ANSWERS) == pytest.approx(1 / 3)
    assert measures.alike(QUERIES, [ANSWERS, {**ANSWERS, "talo": [9, 2, 1]}]) == 1
    assert measures.alike(QUERIES, [ANSWERS, {**ANSWERS, "ovi": [5]}]) == pytest.approx(2 / 3)


def test_a_phrase_is_found_by_one_of_its_documents() -> None:
    phrases = [Phrase("uusi talo", frozenset({1, 2})), Phrase("vanha katto", frozenset({3}))]
    answers = {'"uusi talo"': [2, 8], '"vanha katto"': [4]}
    assert measures.found(phrases, answers) == 1 / 2


def test_a_typo_is_put_right_by_a_form_or_by_what_finds_the_word() -> None:
    typos = [
        Typo("tallo", frozenset({"talo", "talon"}), frozenset({1, 2})),
        Typo("kattto", frozenset({"katto"}), frozenset({3})),
        Typo("ovvi", frozenset({"ovi"}), frozenset({5, 6})),
        Typo("ikkkuna", frozenset({"ikkuna"}), frozenset({7})),
    ]
    corrections = {"tallo": "talon", "kattto": "katot", "ovvi": "ovat", "ikkkuna": None}
    answers = {"talon": [], "katot": [3, 4], "ovat": [5]}
    assert measures.put_right(typos, corrections, answers) == 2 / 4


def test_a_report_says_of_each_figure_whether_it_is_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "VAR_DIR", tmp_path)
    figures = Report("search")
    figures.add("precision", "sqlite", 0.94, stock=0.92, at_least=0.93)
    figures.add("queries without hits", "sqlite", 0.004, below=0.005)
    figures.add("memory, MB", "libvoikko", 212)
    assert figures.is_reached
    figures.add("time, ratio", "sqlite", 1.6, at_most=1.5)
    assert not figures.is_reached
    figures.write()
    assert json.loads((tmp_path / "search.json").read_text()) == [
        _row("precision", "sqlite", 0.92, 0.94, "≥ 0.93", True),
        _row("queries without hits", "sqlite", None, 0.004, "< 0.005", True),
        _row("memory, MB", "libvoikko", None, 212, None, True),
        _row("time, ratio", "sqlite", None, 1.6, "≤ 1.5", False),
    ]
    assert "NOT REACHED" in figures.table().splitlines()[-1]


def _row(
    figure: str,
    engine: str,
    stock: float | None,
    value: float,
    to_reach: str | None,
    reached: bool,
) -> dict[str, object]:
    return {
        "figure": figure,
        "engine": engine,
        "stock": stock,
        "value": value,
        "to_reach": to_reach,
        "reached": reached,
    }
