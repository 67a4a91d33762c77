"""SQL statements and bytes of an answer: `python -m tests.benchmarks.graphql_speed.counting NAME`
prints both for the query of that name in `queries`."""

import json
import sys

import django


def main(name: str) -> None:
    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.benchmarks.graphql_speed import queries

    body = json.dumps({"query": getattr(queries, name)})
    client = Client(HTTP_HOST="localhost")
    for _ in range(2):  # what is kept from one request to the next is there by the second
        with CaptureQueriesContext(connection) as captured:
            answer = client.post("/graphql/", body, content_type="application/json")
    if answer.status_code != 200 or "errors" in answer.json():
        raise RuntimeError(answer.content.decode())
    print(json.dumps({"statements": len(captured), "bytes": len(answer.content)}))


if __name__ == "__main__":
    main(sys.argv[1])
