"""How well Finnish is found, on each engine and by what Elasticsearch does out of the box."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import measures
from tests.benchmarks.answers import EngineAnswers
from tests.benchmarks.corpus import documents
from tests.benchmarks.engines import ENGINES, run
from tests.benchmarks.municipal import municipal_words
from tests.benchmarks.questions import Questions
from tests.benchmarks.report import Report
from tests.benchmarks.stock import stock_answers

LEAST_PHRASES = {"sqlite": 0.9, "postgresql": 0.95, "elasticsearch": 0.95}


def measure(report: Report) -> None:
    stock = stock_answers(os.environ["ELASTICSEARCH_URL"])
    answers = {engine: _answers(engine) for engine in ENGINES}
    for engine, given in answers.items():
        _add(report, engine, given, stock)
    queries = Questions(documents()).queries()
    alike = measures.alike(queries, [given.found for given in answers.values()])
    report.add("queries with equal result sets", "all engines", alike, at_least=1)


def _answers(engine: str) -> EngineAnswers:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "answers.json"
        run(engine, "tests.benchmarks.one_engine", str(path))
        answers = EngineAnswers.load(path)
    if answers.engine != engine:
        raise RuntimeError(f"{engine} was to answer, but {answers.engine} did.")
    return answers


def _add(report: Report, engine: str, given: EngineAnswers, stock: measures.Answers) -> None:
    asked = Questions(documents())
    queries = asked.queries()
    parts = [query for query in queries if query.kind == "part"]
    for figure, measured, among, bound in (
        ("nDCG@10, all queries", measures.ndcg, queries, {"at_least": 0.95}),
        ("recall, compound parts", measures.recall, parts, {"at_least": 0.97}),
        ("precision", measures.precision, queries, {"at_least": 0.93}),
        ("queries without hits", measures.without_hits, queries, {"below": 0.005}),
    ):
        value = measured(among, given.found)
        report.add(figure, engine, value, stock=measured(among, stock), **bound)
    for figure, phrases in (
        ("phrases of two inflected words found from base forms", asked.phrases()),
        ("phrases at each place where both words are inflected", asked.places()),
    ):
        report.add(
            figure,
            engine,
            measures.found(phrases, given.found),
            stock=measures.found(phrases, stock),
            at_least=LEAST_PHRASES[engine],
        )
    typos = measures.put_right(asked.typos(), given.corrections, given.found)
    report.add("one-edit typos put right, top 1", engine, typos, at_least=0.95)
    forms = sum(len(word.forms) for word in municipal_words())
    missed = sum(map(len, given.missed.values()))
    report.add("forms of municipal words that meet", engine, 1 - missed / forms, at_least=0.98)
