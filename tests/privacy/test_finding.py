"""Personal data in a text: what is found, as it is written, and what only looks like it."""

import time

import pytest

from cms.privacy.finding import CENTURIES, CHECK_CHARACTERS, Kind, identity_codes, personal_data
from tests.factories.personal import identity_code as code


def found(text: str) -> list[tuple[Kind, str]]:
    return [(finding.kind, finding.written) for finding in personal_data(text)]


def codes(text: str) -> list[str]:
    return [finding.written for finding in identity_codes(text)]


def test_every_sign_of_the_century_is_known() -> None:
    assert "".join(CENTURIES) == "+-YXWVUABCDEF"
    for sign in CENTURIES:
        one = code("010200", sign)
        for text in (one, one.lower(), f"({one})", f"tunnus:{one}.", f"hakemus_{one}.pdf"):
            assert codes(text) == [one.lower() if one.lower() in text else one], text


def test_the_check_character_is_verified() -> None:
    right = code("131052", "-")
    for sign in CHECK_CHARACTERS + "GIOQZ":
        one = right[:-1] + sign
        assert codes(one) == ([right] if one == right else []), one


@pytest.mark.parametrize("number", ["000", "001"])
def test_nobody_has_the_first_individual_numbers(number: str) -> None:
    assert codes(code("131052", "-", number)) == []
    assert codes(code("131052", "-", "002")) == [code("131052", "-", "002")]


def test_the_day_is_real() -> None:
    assert codes(code("290200", "A")) == [code("290200", "A")]
    assert codes(code("290200", "-")) == []  # 1900 was no leap year
    assert [codes(code(day, "-")) for day in ("310499", "320199", "001299", "011399")] == [[]] * 4


@pytest.mark.parametrize(
    "written",
    ["131052–900{}", "131052\u2011900{}", "131052 - 900{}", "131\u00ad052-900{}", "131052 -900{}"],
)
def test_a_code_is_found_as_word_processors_write_it(written: str) -> None:
    check = code("131052", "-")[-1]
    assert len(codes(f"Hän ({written.format(check)}) muutti.")) == 1


def test_longer_numbers_hold_no_code() -> None:
    one = code("131052", "-")
    assert [codes(text) for text in (f"1{one}", f"{one}1", f"{one}a")] == [[]] * 3
    inside_letters = code("131052", "A")
    assert codes(f"f{inside_letters}") == codes(f"{inside_letters}e") == []


@pytest.mark.parametrize(
    "written",
    [
        "040 000 0000",
        "0400000000",
        "044-000 0000",
        "+358 40 000 0000",
        "+358 (0)40 000 0000",
        "00358400000000",
        "(03) 000 0000",
        "+46 8 000 000",
    ],
)
def test_phone_numbers(written: str) -> None:
    for text in (f"Soita {written}, kiitos.", f"Soita ({written})."):
        assert found(text) == [(Kind.PHONE, written)]


def test_one_number_is_the_same_however_it_is_written() -> None:
    text = "040 000 0000, 0400000000, +358 40 000 0000, +358 (0)40-0000000 ja 00358 40 000 0000"
    assert {finding.value for finding in personal_data(text)} == {"0400000000"}


@pytest.mark.parametrize("written", ["etu.suku@posti.example", "etu.suku(at)posti.example"])
def test_mail_addresses(written: str) -> None:
    assert found(f"Kirjoita: {written}.") == [(Kind.EMAIL, written)]
    (finding,) = personal_data(written)
    assert finding.value == "etu.suku@posti.example"


@pytest.mark.parametrize(
    "written",
    [
        "Keksittykatu 12",
        "Keksittytie 3 B 14",
        "Keksityn kuja 5–7",
        "Påhittsgatan 9 a",
        "Puu-Paavolan raitti 1",
    ],
)
def test_street_addresses_with_a_number(written: str) -> None:
    (finding,) = personal_data(f"Osoite on {written}.")
    assert (finding.kind, finding.written) == (Kind.STREET_ADDRESS, written.replace("–", "-"))


@pytest.mark.parametrize(
    "written",
    ["FI21 1234 5600 0007 85", "FI2112345600000785", "SE45 5000 0000 0583 9825 7466"],
)
def test_accounts_with_a_right_checksum(written: str) -> None:
    assert found(f"Tili {written} on auki.") == [(Kind.IBAN, written)]
    wrong = written[:-1] + str((int(written[-1]) + 1) % 10)
    assert Kind.IBAN not in [kind for kind, _written in found(f"Tili {wrong} on auki.")]


@pytest.mark.parametrize(
    "text",
    [
        "Kokous 05.05.2023 klo 17.00–19.30, 2023-05-05, 09-02-2023",
        "Dnro D/123/00.01.02/2023, laki 410/2015, Kaupunginvaltuusto 9.11.2020 § 91",
        "15140 Lahti, 180 000 €, 0,25 %, 12 500 asukasta, ISBN 978-951-0-00000-7",
        "Valtatie 12, Kantatie 24, Kauppakatu 1.3.2023, Torikatu, liite 3, Tori 2030",
        "https://kaupunki.example/asiat/0440001234?id=0401234567",
        "tilaisuus@kirjasto, 60.982675, 25.661210, asia-1a2b3c4d",
        "8c1f131052a3082b9e0a77d1c2b3a495f6e7d8c9",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert found(text) == []


def test_one_place_is_one_finding() -> None:
    text = f"{code('131052', '-')} FI21 1234 5600 0007 85 a.b@posti.example 040 000 0000"
    assert [kind for kind, _written in found(text)] == [
        Kind.IDENTITY_CODE,
        Kind.IBAN,
        Kind.EMAIL,
        Kind.PHONE,
    ]


@pytest.mark.parametrize(
    "piece",
    ["a", "0", "010 ", "01-", "a@", "A-", "Aan ", "FI12 ", "+1 ", "010101-", "(0", "Xkatu "],
)
def test_no_text_takes_long(piece: str) -> None:
    before = time.process_time()
    personal_data(piece * (100_000 // len(piece)))
    assert time.process_time() - before < 1
