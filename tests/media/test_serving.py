"""Headers with which documents are served."""

from tests.factories import add_document, add_meeting


def test_a_plain_file_names_no_encoding(client, pohjoinen):
    document = add_document("Liite", "Sisältö")
    value = {"type": "attachment", "value": {"document": document.pk, "title": ""}}
    add_meeting(pohjoinen, "Kokous", attachments=[value])
    response = client.get(document.url)
    assert (response.status_code, b"".join(response)) == (200, "Sisältö".encode())
    assert "Content-Encoding" not in response
    assert response["X-Content-Type-Options"] == "nosniff"
