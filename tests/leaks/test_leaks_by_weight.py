"""One query must not make the site busy for everybody else."""

import re

import pytest

LOOP = "latestMeetings(first: {count}) {{ region {{ "


def nested(times: int, count: object) -> str:
    return "regions { " + LOOP.format(count=count) * times + "id" + " } }" * times + " }"


def answer_of(client, query: str, **variables):
    body = {"query": query, "variables": variables}
    return client.post("/graphql/", body, content_type="application/json")


@pytest.mark.parametrize(
    "query",
    [
        "{ " + nested(2, 100) + " }",
        "{ " + nested(5, 10) + " }",
        "query($n: Int = 100) { " + nested(3, "$n") + " }",
        "{ regions { ...A } } fragment A on RegionPage { latestMeetings(first: 100) { ...B } }"
        " fragment B on MeetingPage { region { latestMeetings(first: 100) { id } } }",
        "{ meetings(first: 100) { nodes { " + "agendaItems { meeting { " * 4 + "id"
        " } }" * 4 + " } } }",
        "{ " + " ".join(f"a{n}: meetings(first: 100)"
                        " { nodes { agendaItems { topics { id } } } }" for n in range(20)) + " }",
    ],
)  # fmt: skip
def test_lists_that_multiply_are_refused(client, pohjoinen, query) -> None:
    response = answer_of(client, query)
    assert response.status_code == 400
    [error] = response.json()["errors"]
    assert re.fullmatch(r"The query costs \d+; at most 50000 are allowed\.", error["message"])


def test_ample_lists_are_answered(client, pohjoinen) -> None:
    query = """{ meetings(first: 100) { nodes {
        title topics { name } agendaItems { title topics { name } statements { title } }
    } } regions { upcomingEvents(first: 100) { title topics { name } region { title } } } }"""
    response = answer_of(client, query)
    assert response.status_code == 200
    assert "errors" not in response.json()
