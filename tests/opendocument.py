# ruff: noqa: E501 - documents
"""OpenDocument texts for the tests, written as LibreOffice writes them."""

from __future__ import annotations

import io
import zipfile

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("fo", "xsl-fo-compatible"), ("draw", "drawing"),
    )
)  # fmt: skip
_NAMES += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
_STYLES = """
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="PB" style:family="paragraph" style:parent-style-name="Base"/>
<style:style style:name="Base" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/></text:list-style>
<text:list-style style:name="U"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
"""


def data(body: str, styles: str = _STYLES, **more: str) -> bytes:
    """An .odt whose text is ``body`` (ODF's XML)."""
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        for name, text in more.items():
            archive.writestr(name, text, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def said(words: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def heading(words: str, level: int) -> str:
    return f'<text:h text:outline-level="{level}">{words}</text:h>'


def item(words: str, inner: str = "", *, goes_on: bool = True, style: str = "L", bold: bool = True) -> str:
    """A numbered line as LibreOffice saves it: a list of its own that continues the one before."""
    more = ' text:continue-numbering="true"' if goes_on else ""
    words = f'<text:span text:style-name="B">{words}</text:span>' if bold else words
    return (
        f'<text:list text:style-name="{style}"{more}><text:list-item>{said(words)}{inner}</text:list-item></text:list>'
    )
