"""Marks at which long words may break."""

import pytest
from django.utils.translation import override

from cms.pages.site.hyphens import with_soft_hyphens
from search.compounds import compound_parts

MARK = '<span class="kp-shy"></span>'


def test_long_compounds_of_the_language_get_marks_and_nothing_else_does() -> None:
    with override("fi"):
        assert with_soft_hyphens("Kumppanuuspöydät & puisto") == "Kumppanuuspöydät & puisto"
        assert with_soft_hyphens("<b> & Saavutettavuusvaatimukset") == (
            f"&lt;b&gt; &amp; Saavutettavuus{MARK}vaatimukset"
        )
        assert with_soft_hyphens("Qwertyuiopasdfghjklzxc") == "Qwertyuiopasdfghjklzxc"
    with override("sv"):
        assert MARK not in with_soft_hyphens("Saavutettavuusvaatimukset")


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Kumppanuuspöydille", ("Kumppanuus", "pöydille")),
        ("TIETOSUOJAVALTUUTETTU", ("TIETO", "SUOJA", "VALTUUTETTU")),
        ("puisto", ("puisto",)),
        ("", ()),
    ],
)
def test_the_parts_of_a_compound_are_the_word(word: str, parts: tuple[str, ...]) -> None:
    assert compound_parts(word, "fi") == parts
