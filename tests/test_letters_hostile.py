"""What hostile values become in a letter: themselves, and nothing else. In its words, its page, its header, its files."""

from __future__ import annotations

from email import message_from_bytes

import letter_samples as samples
import pytest
from hypothesis import given
from hypothesis import strategies as st
from letter_samples import ENVIRONMENTS, MESSAGE_ID, SENDER, TO, built, draft, read
from selectolax.lexbor import LexborHTMLParser

from mailflow.errors import InputError
from mailflow.letters import build, compose, markdown, minutes, plain
from mailflow.mail import Attachment, Mailbox

HOSTILE = [
    "Anna\r\nBcc: evil@evil.example",
    "Anna =?utf-8?q?=0D=0ABcc:_evil@evil.example?=",
    "anna@board.example, evil@evil.example",
    '"Anna" <evil@evil.example>',
    "Æ" * 2000,
    "Anna " * 400,
    "A" * 2000,
    "{{ 7*7 }} {% for i in range(9) %}x{% endfor %} {{ ''.__class__ }}",
    "<script>alert(1)</script><img src=x onerror=y>",
    "**Anna** _Berg_ `x` [link](https://evil.example) ![](https://evil.example/x.png) <https://evil.example>",
    "# Anna",
    "1. Anna",
    "- Anna",
    "> Anna",
    "    Anna",
    "=====",
    "Anna\u202e\u2066gnaA\u200b\u0007\u001b[31m",
    "&lt;b&gt; &#42; \\",
    "",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_a_name_in_the_letter_and_in_the_header(name: str) -> None:
    case = samples.a_round()
    case.versions[0].addressees[0].name = case.body = case.title = name
    case.answers[0].words = case.versions[0].filename = name
    for kind in ("minutes-round", "minutes-objection-noted"):
        words = samples.words(kind, case=case)
        letter = compose.compose(ENVIRONMENTS["da"], kind, words)
        visible = markdown.one_line(name)
        assert f"Kære {visible}".strip() in letter.text
        assert "\n" not in letter.subject
        tags = {node.tag for node in LexborHTMLParser(letter.html).css(".letter *")}
        assert tags <= {"p", "ul", "li", "strong", "blockquote", "br"}
        raw = built(letter, to=Mailbox(name, TO.address), attachments=minutes.attachments(
            kind, case.versions[0], config=samples.configuration()))  # fmt: skip
        mail = read(raw)
        assert [address.addr_spec for address in mail["To"].addresses] == [TO.address]
        assert mail["Bcc"] is mail["Cc"] is None
        assert max(len(line) for line in raw.split(b"\r\n\r\n")[0].split(b"\r\n")) <= 200


@pytest.mark.parametrize(
    "address",
    ["", "anna", "anna@", "a@b.example, c@d.example", "a b@c.example", "a@b.example\r\nBcc: x@y.example", "<a@b.example>",
     "ærø@b.example", "a@ærø.example", "a@b.example ", '"a"@b.example', "a@b.example\n"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused_with_what_to_do(address: str) -> None:
    with pytest.raises(InputError, match="not an address") as refused:
        built(to=Mailbox("Anna", address))
    assert "members edit" in refused.value.remedy


def test_verify_sees_what_a_receiver_would_read() -> None:
    raw = built()
    names = tuple(message_from_bytes(raw).keys())
    meant = build.Meant(names, SENDER, TO, "Emne", MESSAGE_ID)
    build.verify(raw, meant)
    injected = raw.replace(b"Subject:", b"Bcc: x@evil.example\r\nSubject:")
    tampered = {
        "header fields": injected,
        "To would be read": raw.replace(b"To: Anna Berg", b"To: x@evil.example, Anna Berg"),
        "From would be read": raw.replace(b"From: Foreningen", b"From: Selskabet"),
        "subject": raw.replace(b"Subject: Emne", b"Subject: Andet"),
        "rules for lines": raw.replace(b"Subject: Emne\r\n", b"Subject: Emne\n"),
        "MIME structure": raw.replace(b"_1--", b"_1"),
    }
    for reason, changed in tampered.items():
        assert changed != raw
        with pytest.raises(InputError, match=reason):
            build.verify(changed, meant)


names = st.text(max_size=300) | st.text(st.sampled_from('æ,;:<>@"()[]\\\r\n =?_utf8qb\u2028é'), max_size=120)


@given(name=names, subject=names)
def test_any_name_and_any_subject_give_one_recipient_and_our_header_fields(name: str, subject: str) -> None:
    mail = read(
        built(build.Draft(subject, name, subject), to=Mailbox(name, TO.address), sender=Mailbox(name, SENDER.address))
    )
    assert [a.addr_spec for a in mail["To"].addresses] == [TO.address]
    assert [a.addr_spec for a in mail["From"].addresses] == [SENDER.address]
    assert mail.keys() == [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Content-Language",
        "MIME-Version",
        "Content-Type",
    ]
    assert str(mail["Subject"]) == markdown.one_line(subject)[: build.LONGEST_SUBJECT].strip()


@given(value=st.text() | st.text(st.sampled_from("*_`#<>[]()!&;\\|~-+=.1 \n\ta"), max_size=60))
def test_an_escaped_value_reads_as_itself_wherever_it_stands(value: str) -> None:
    plainly = markdown.one_line(value)
    for before, after in (("", ""), ("x ", ""), ("- x ", " y"), ("**x** ", "")):
        html = markdown.to_html(f"{before}{markdown.escape(value)}{after}")
        text = LexborHTMLParser(html).text()
        assert plainly in " ".join(text.split())
        assert {node.tag for node in LexborHTMLParser(html).css("body *")} <= {"p", "ul", "li", "strong"}
    assert plain.to_text(markdown.escape(value)) == plainly


@given(value=st.text(st.characters(codec="utf-8")) | st.text(st.sampled_from("*_>#-+ \n\t`<a1."), max_size=60))
def test_quoted_words_keep_their_lines_and_stay_in_the_quotation(value: str) -> None:
    text = plain.to_text(f"Før:\n\n{markdown.quote(value)}\n\nEfter.")
    first, *quoted, last = [line for line in text.split("\n") if line]
    assert (first, last) == ("Før:", "Efter.")
    assert all(line.startswith(">") for line in quoted)
    wanted = [markdown.one_line(line) for line in value.split("\n")]
    assert [line[2:] for line in quoted if line != ">"] == [line for line in wanted if line]


def test_a_long_quotation_is_cut_and_says_so() -> None:
    assert plain.to_text(markdown.quote("ord " * 5000)).endswith("> […]")
    assert len(plain.to_text(markdown.quote("ord " * 5000))) < 6100


def test_a_link_is_one_of_the_web_or_no_link() -> None:
    assert (
        plain.to_text(markdown.link("https://fkt.example/a_b_(c)", "Læs *det*"))
        == "Læs *det*: https://fkt.example/a_b_(c)"
    )
    assert plain.to_text(markdown.link("https://fkt.example/")) == "https://fkt.example/"
    for url in (
        "javascript:alert(1)",
        "data:text/html,x",
        "https://a b",
        "https://a>b",
        "//evil.example",
        "https://a\nb",
    ):
        assert "<a" not in markdown.to_html(markdown.link(url, "x"))


def test_the_minutes_bring_no_markup_of_their_own() -> None:
    document = (
        "# R\n\n<script>x()</script>\n\n<img src=https://evil.example/x onerror=y>\n\n![p](https://evil.example/p.png)\n\n"
        "[k](javascript:x)\n\n[d](data:text/html,x)\n\n<style>p{}</style>\n\n<base href=//evil.example>\n\n"
        "[w](https://fkt.example)\n\n```\nunclosed"
    )
    html = draft("minutes-round", document=markdown.Markdown(document)).html
    tree = LexborHTMLParser(html)
    assert {node.tag for node in tree.css(".document *")} <= {"h1", "p", "a", "pre", "code"}
    assert [a.attributes["href"] for a in tree.css("a") if a.attributes.get("href")] == ["https://fkt.example"]


@pytest.mark.parametrize(
    ("markdown_text", "text"),
    [
        ("# A\n\nb *c* **d** `e`", "A\n\nb c d e"),
        ("a\nb", "a\nb"),
        ("1. a\n2. b\n   - c\n   - d\n\n3. e", "1. a\n\n2. b\n\n   - c\n   - d\n\n3. e"),
        ("3. a\n4. b", "3. a\n4. b"),
        ("> a\n>\n> b", "> a\n>\n> b"),
        ("a ~~b~~ c", "a ~~b~~ c"),
        ("|a|b|\n|-|-|\n|1|2|", "a | b\n1 | 2"),
        ("[a](https://fkt.example) <https://fkt.example>", "a: https://fkt.example https://fkt.example"),
        ("[Anna](mailto:a@b.example)", "Anna: a@b.example"),
        ("a\n\n---\n\n    b\n", "a\n\n* * *\n\n    b"),
        ("![a picture](x.png)", "a picture"),
    ],
)
def test_a_document_as_plain_text(markdown_text: str, text: str) -> None:
    assert plain.document_to_text(markdown_text) == text


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Brugere\\Ærø referat.docx", "Ærø referat.docx"),
        ('a"b;c\r\nd.docx', "a_b_c d.docx"),
        ("a\u202excod.exe", "axcod.exe"),
        (".htaccess", "htaccess"),
        ("", "dokument"),
        ("...", "dokument"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
    ],
)
def test_a_file_name_cannot_lead_elsewhere(given_name: str, safe: str) -> None:
    assert build.safe_filename(given_name) == safe
    mail = read(built(attachments=[Attachment(given_name, "", b"x")]))
    assert [part.get_filename() for part in mail.iter_attachments()] == [safe]
