"""What an office's file holds besides what its reader sees: never read, so never found."""

from pathlib import Path

import pytest

from cms.media.text import read_file
from cms.pages.importing.reading import read_publication
from tests.factories.files import docx_bytes, odt_bytes


def pages_of(path: Path, content: bytes) -> list[str]:
    path.write_bytes(content)
    result = read_file(path)
    assert result.unread_reason is None
    return result.pages


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inner)}</w:p>"


def style(kind: str, name: str, inner: str, further: str = "") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{name}"{further}>{inner}</w:style>'


HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
WORD_STYLES = "".join(
    (
        style("character", "Piilo", HIDDEN),
        style("character", "Perivä", '<w:basedOn w:val="Piilo"/>'),
        style(
            "character",
            "Esiin",
            '<w:basedOn w:val="Piilo"/><w:rPr><w:vanish w:val="false"/></w:rPr>',
        ),
        style("paragraph", "Ohje", HIDDEN),
        style("table", "Taulukko", HIDDEN),
    )
)
BOX = f"<w:txbxContent>{paragraph(run('laatikossa'))}</w:txbxContent>"
HIDDEN_SHAPES = (
    '<w:pict><v:shape style="position:absolute;visibility: hidden"><v:textbox>{box}</v:textbox>'
    '</v:shape></w:pict><w:drawing><wp:inline><wp:docPr id="1" name="x" hidden="1"/>{box}'
    "</wp:inline></w:drawing>"
).format(box=BOX.replace("laatikossa", "SALA"))


def field(*parts: str) -> str:
    """A field: its code, then its result."""
    code, result = parts
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'{code}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


CODE = "<w:r><w:instrText>{}</w:instrText></w:r>".format

WORD_CASES = {
    "tracked": (
        paragraph(
            run("A"),
            f"<w:del>{run('SALA')}<w:r><w:delText>SALA</w:delText></w:r></w:del>",
            f"<w:ins>{run('b')}<w:del>{run('SALA')}</w:del></w:ins>",
            f"<w:moveFrom>{run('SALA')}</w:moveFrom><w:moveTo>{run('c')}</w:moveTo>",
        )
        + paragraph(run("koira"), properties="<w:rPr><w:del/></w:rPr>")
        + paragraph(run("puisto"))
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>"
        + paragraph(run("SALA"))
        + "</w:tc></w:tr><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>"
        + paragraph(run("SALA"))
        + "</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr>"
        + paragraph(run("SALA"))
        + "</w:tc><w:tc>"
        + paragraph(run("solu"))
        + "</w:tc></w:tr></w:tbl>",
        "Abc\nkoirapuisto\nsolu",
    ),
    "hidden": (
        paragraph(
            run("SALA", "<w:vanish/>"),
            run("SALA", '<w:rStyle w:val="Piilo"/>'),
            run("SALA", '<w:rStyle w:val="Perivä"/>'),
            run("A", '<w:rStyle w:val="Esiin"/>'),
            run("b", '<w:rStyle w:val="Piilo"/><w:vanish w:val="0"/>'),
            "<m:oMath><m:r><w:rPr><w:vanish/></w:rPr><m:t>SALA</m:t></m:r>"
            "<m:r><m:t>c</m:t></m:r></m:oMath>",
        )
        + paragraph(run("SALA"), properties='<w:pStyle w:val="Ohje"/>')
        + f'<w:tbl><w:tblPr><w:tblStyle w:val="Taulukko"/></w:tblPr><w:tr><w:tc>'
        f"{paragraph(run('SALA'))}</w:tc></w:tr></w:tbl>"
        + paragraph(f"<w:r>{HIDDEN_SHAPES}</w:r>"),
        "Abc",
    ),
    "fields": (
        paragraph(
            run("A"),
            field(CODE('IF "SALA" = "') + field(CODE("SALA"), run("SALA")), run("b")),
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            CODE("TOC SALA"),
        )
        + paragraph(
            run("SALA"),
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            run("c"),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            f'<w:fldSimple w:instr="SALA">{run("d")}</w:fldSimple>',
        ),
        "Ab\ncd",
    ),
    "field without end": (
        paragraph(
            run("A"),
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            CODE("SALA"),
            run("b"),
            field(CODE("SALA"), run("c")),
        ),
        "Abc",
    ),
    "text boxes": (
        paragraph(
            run("ulkona"),
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{BOX}</mc:Choice><mc:Fallback>'
            f"{BOX}</mc:Fallback></mc:AlternateContent></w:r>",
        ),
        "ulkona\nlaatikossa",
    ),
    "notes": (
        paragraph(
            run("Päätös"),
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            run(" pitää."),
            '<w:del><w:r><w:footnoteReference w:id="3"/></w:r></w:del>',
            '<w:r><w:endnoteReference w:id="2"/></w:r>',
            '<w:r><w:commentReference w:id="2"/></w:r>',
        ),
        "Päätös pitää.\nalaviite\nloppuviite",
    ),
}
NOTES = {
    "footnotes": f'<w:footnote w:id="2">{paragraph(run("alaviite"), run("SALA", "<w:vanish/>"))}'
    f'</w:footnote><w:footnote w:id="3">{paragraph(run("SALA"))}</w:footnote>',
    "endnotes": f'<w:endnote w:id="2">{paragraph(run("loppuviite"))}</w:endnote>',
    "comments": f'<w:comment w:id="2">{paragraph(run("SALA"))}</w:comment>',
}


@pytest.mark.parametrize("name", WORD_CASES)
def test_docx_gives_only_what_is_shown(tmp_path: Path, name: str) -> None:
    body, words = WORD_CASES[name]
    content = docx_bytes(body, styles=WORD_STYLES, **NOTES)
    assert pages_of(tmp_path / "a.docx", content) == [words]


def test_docx_hidden_by_default_shows_what_says_that_it_is_seen(tmp_path: Path) -> None:
    styles = f"<w:docDefaults><w:rPrDefault>{HIDDEN}</w:rPrDefault></w:docDefaults>"
    body = paragraph(run("SALA"), run("näkyvä", '<w:vanish w:val="0"/>'))
    assert pages_of(tmp_path / "a.docx", docx_bytes(body, styles=styles)) == ["näkyvä"]
    styles = style("paragraph", "Normaali", HIDDEN, ' w:default="1"')
    assert pages_of(tmp_path / "a.docx", docx_bytes(body, styles=styles)) == ["näkyvä"]


def test_a_publication_is_imported_without_what_is_not_shown(tmp_path: Path) -> None:
    body = paragraph(run("Ohjelma")) + "".join(case for case, _words in WORD_CASES.values())
    path = tmp_path / "a.docx"
    path.write_bytes(docx_bytes(body, styles=WORD_STYLES, **NOTES))
    outline = read_publication(path)
    assert outline.title == "Ohjelma"
    told = str(outline)
    assert "SALA" not in told
    assert told.count("laatikossa") == 1
    for words in ("Abc", "koirapuisto", "solu", "alaviite", "loppuviite"):
        assert words in told


AUTOMATIC = """
<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/>
</style:style>
<style:style style:name="T2" style:family="text" style:parent-style-name="Piilo"/>
<style:style style:name="T3" style:family="text" style:parent-style-name="Piilo">
<style:text-properties text:display="true"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Ohje"/>
"""
NAMED = """
<style:style style:name="Piilo" style:family="text"><style:text-properties text:display="none"/>
</style:style>
<style:style style:name="Ohje" style:family="paragraph">
<style:text-properties text:display="condition"/></style:style>
"""
ODT_CASES = {
    "tracked": (
        """<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>
        <office:change-info><dc:creator>SALA</dc:creator></office:change-info>
        <text:h>SALA</text:h><text:p>SALA</text:p></text:deletion></text:changed-region>
        </text:tracked-changes><text:p>koira<text:change text:change-id="c1"/>puisto
        <text:change-start text:change-id="c2"/>auki<text:change-end text:change-id="c2"/></text:p>
        """,
        "koirapuisto auki",
    ),
    "comments": (
        """<office:annotation><text:p>SALA</text:p></office:annotation><text:p>koira
        <office:annotation office:name="a"><dc:creator>SALA</dc:creator><dc:date>SALA</dc:date>
        <text:p>SALA</text:p><text:list><text:list-item><text:p>SALA</text:p></text:list-item>
        </text:list></office:annotation>puisto<office:annotation-end office:name="a"/></text:p>""",
        "koira puisto",
    ),
    "hidden": (
        """<text:p>A<text:span text:style-name="T1">SALA<text:note><text:note-body>
        <text:p>SALA</text:p></text:note-body></text:note></text:span><text:span
        text:style-name="T2">SALA<text:span text:style-name="T3">b</text:span>SALA</text:span>c
        <text:hidden-text text:condition="x" text:is-hidden="true">SALA</text:hidden-text>
        <text:variable-set text:name="x" text:display="none">SALA</text:variable-set></text:p>
        <text:p text:style-name="P1">SALA<text:span text:style-name="T3">d</text:span></text:p>
        <text:p><text:hidden-paragraph text:condition="x" text:is-hidden="true"/>SALA</text:p>
        <text:section text:name="a" text:display="none"><text:p>SALA</text:p></text:section>
        <text:section text:name="b" text:display="condition" text:condition="x"
        text:is-hidden="true"><text:p>SALA</text:p></text:section>
        <table:table><table:table-row table:visibility="collapse"><table:table-cell>
        <text:p>SALA</text:p></table:table-cell></table:table-row></table:table>""",
        "Abc\nd",
    ),
    "what programs keep": (
        """<office:forms><form:form><form:listbox><text:p>SALA</text:p></form:listbox></form:form>
        </office:forms><text:table-of-content><text:table-of-content-source>
        <text:index-title-template>SALA</text:index-title-template></text:table-of-content-source>
        <text:index-body><text:p>Sisällys</text:p></text:index-body></text:table-of-content>
        <text:p>A<text:script>SALA</text:script><draw:frame><draw:text-box><text:p>laatikossa
        </text:p></draw:text-box><svg:desc>SALA</svg:desc></draw:frame><loext:content-control
        >b</loext:content-control></text:p>""",
        "Sisällys\nAb\nlaatikossa",
    ),
    "notes": (
        """<text:p>Päätös<text:note><text:note-citation>1</text:note-citation><text:note-body>
        <text:p>alaviite</text:p></text:note-body></text:note> pitää.</text:p>""",
        "Päätös pitää.\nalaviite",
    ),
}


@pytest.mark.parametrize("name", ODT_CASES)
def test_odt_gives_only_what_is_shown(tmp_path: Path, name: str) -> None:
    body, words = ODT_CASES[name]
    assert pages_of(tmp_path / "a.odt", odt_bytes(body, AUTOMATIC, NAMED)) == [words]


def test_no_entity_of_a_file_reads_another_file(tmp_path: Path) -> None:
    secret = tmp_path / "salainen.txt"
    secret.write_text("SALA")
    entity = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    content = odt_bytes("<text:p>auki &x; nyt</text:p>", doctype=entity)
    assert pages_of(tmp_path / "a.odt", content) == ["auki nyt"]
