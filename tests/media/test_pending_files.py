"""The worker's reading of uploaded files: once for each content, each file on its own."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile

from cms.media import pending, reading
from cms.media.models import Document, FileText
from cms.media.reading import read_pending_files, take_out_private_texts, text_changed
from cms.media.text import VERSION, ReadResult

pytestmark = pytest.mark.django_db


def upload(name: str, content: bytes) -> Document:
    document = Document(title=name)
    document.file.save(name, ContentFile(content), save=False)
    document.save()
    return document


@pytest.fixture
def announced() -> Any:
    hashes: list[str] = []

    def note(file_hash: str, **kwargs: Any) -> None:
        hashes.append(file_hash)

    text_changed.connect(note)
    yield hashes
    text_changed.disconnect(note)


def texts() -> dict[str, tuple[list[str], str]]:
    return {text.file_hash: (text.pages, text.unread_reason) for text in FileText.objects.all()}


def test_each_content_is_read_and_announced_once(announced: list[str]) -> None:
    first = upload("a.txt", b"Leikkipuistojen kunnostus")
    same = upload("b.txt", b"Leikkipuistojen kunnostus")
    broken = upload("c.pdf", b"%PDF-")
    assert first.file_hash == same.file_hash
    assert read_pending_files(10) == 2
    assert texts() == {
        first.file_hash: (["Leikkipuistojen kunnostus"], ""),
        broken.file_hash: ([], "broken"),
    }
    assert sorted(announced) == sorted([first.file_hash, broken.file_hash])
    assert read_pending_files(10) == 0
    assert len(announced) == 2


def test_one_call_takes_no_more_than_its_limit() -> None:
    for number in range(3):
        upload(f"{number}.txt", b"teksti %d" % number)
    assert [read_pending_files(2), read_pending_files(2), read_pending_files(2)] == [2, 1, 0]


def test_no_file_is_begun_once_the_worker_has_waited_long_enough(monkeypatch) -> None:
    upload("a.txt", b"yksi")
    upload("b.txt", b"kaksi")
    clock = iter([0.0, 1.0, 6.0])
    monkeypatch.setattr(pending, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    assert read_pending_files(10) == 1


def test_a_file_that_its_storage_lost_stops_no_other_and_is_tried_again(caplog) -> None:
    lost, kept = upload("lost.txt", b"kadonnut"), upload("kept.txt", b"tallessa")
    content = lost.file.open().read()
    lost.file.storage.delete(lost.file.name)
    assert read_pending_files(10) == 1
    assert set(texts()) == {kept.file_hash}
    assert f"Text of document {lost.pk} was not read" in caplog.text
    lost.file.storage.save(lost.file.name, ContentFile(content))
    assert read_pending_files(10) == 1
    assert texts()[lost.file_hash] == (["kadonnut"], "")


def test_a_failing_receiver_leaves_the_file_unread(caplog) -> None:
    document = upload("a.txt", b"teksti")

    def fail(**kwargs: Any) -> None:
        raise RuntimeError("no search today")

    text_changed.connect(fail)
    try:
        assert read_pending_files(10) == 0
    finally:
        text_changed.disconnect(fail)
    assert texts() == {}
    assert "no search today" in caplog.text
    assert read_pending_files(10) == 1
    assert set(texts()) == {document.file_hash}


def test_the_second_of_two_workers_changes_nothing(monkeypatch, announced: list[str]) -> None:
    document = upload("a.txt", b"teksti")

    def read_while_another_finishes(path: object) -> ReadResult:
        FileText.objects.create(
            file_hash=document.file_hash, pages=["ensimmäinen"], reader_version=VERSION
        )
        return ReadResult(pages=["toinen"])

    monkeypatch.setattr(reading, "read_file", read_while_another_finishes)
    assert read_pending_files(10) == 0
    assert texts() == {document.file_hash: (["ensimmäinen"], "")}
    assert announced == []


def test_what_an_earlier_reader_read_is_read_anew_and_announced_if_it_changed(
    announced: list[str],
) -> None:
    same, other = upload("a.txt", b"sama"), upload("b.txt", b"uusi")
    for document, words in ((same, "sama"), (other, "vanha")):
        FileText.objects.create(
            file_hash=document.file_hash, pages=[words], format="txt", reader_version=VERSION - 1
        )
    assert read_pending_files(10) == 2
    assert texts() == {same.file_hash: (["sama"], ""), other.file_hash: (["uusi"], "")}
    assert announced == [other.file_hash]
    assert set(FileText.objects.values_list("format", "reader_version")) == {("txt", VERSION)}
    assert read_pending_files(10) == 0


def test_a_later_reader_of_another_worker_is_left_alone(announced: list[str]) -> None:
    document = upload("a.txt", b"uusi")
    FileText.objects.create(
        file_hash=document.file_hash, pages=["uusin"], reader_version=VERSION + 1
    )
    assert read_pending_files(10) == 0
    assert texts() == {document.file_hash: (["uusin"], "")}
    assert announced == []


@pytest.mark.parametrize(
    ("format_", "version", "is_kept"),
    [("docx", 1, False), ("odt", 1, False), ("", 0, False), ("pdf", 1, True), ("docx", 2, True)],
)
def test_only_what_may_hold_private_text_is_taken_out(announced, format_, version, is_kept) -> None:
    FileText.objects.create(file_hash="a", pages=["teksti"], format=format_, reader_version=version)
    take_out_private_texts()
    assert FileText.objects.exists() == is_kept
    assert announced == ([] if is_kept else ["a"])


def test_what_is_not_taken_out_is_tried_again_and_stops_no_other(caplog) -> None:
    for file_hash in ("a", "b"):
        FileText.objects.create(file_hash=file_hash, pages=["teksti"], reader_version=0)

    def fail(file_hash: str, **kwargs: Any) -> None:
        if file_hash == "a":
            raise RuntimeError("no search today")

    text_changed.connect(fail)
    try:
        take_out_private_texts()
    finally:
        text_changed.disconnect(fail)
    assert "Text of file a was not taken out" in caplog.text
    assert set(texts()) == {"a"}
    take_out_private_texts()
    assert texts() == {}
