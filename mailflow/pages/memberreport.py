"""The report on the members as Markdown (for a letter, and as text), as a page with a picture, and as sheets.

The picture is an SVG of our own; programs that read aloud get its title and its numbers (SVG 2, section 5.8; WAI-ARIA
graphics). Mail programs show no SVG: in a letter the bars are drawn with characters, beside the numbers. Nothing is told
by colour.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

from mailflow.desks.memberreport import Count, Report, Who
from mailflow.letters import dates
from mailflow.letters.markdown import Markdown, escape, one_line
from mailflow.pages.sheets import Sheet

_BAR = 20  # characters of the longest bar
_WORDS = {
    "da": {
        "title": "Medlemsrapport", "members": "Medlemmer", "district": "Kreds", "region": "Region",
        "change": "Siden sidst", "districts": "Medlemmer pr. kreds", "regions": "Medlemmer pr. region",
        "none": "Uden kreds", "none-region": "Uden region", "missing": "Kommuner uden medlem",
        "all": "Alle 98 kommuner har mindst ét medlem.", "changes": "Ændringer siden {day}",
        "first": "Det er den første rapport. Den siger derfor intet om ændringer.", "joined": "Kommet til",
        "left": "Gået ud", "moved": "Skiftet kommune", "changed": "Andet ændret", "nothing": "Ingen ændringer.",
        "from": "fra {before}", "name": "navn", "heading-name": "Navn", "heading-title": "Titel",
        "address": "e-mail-adresse", "roles": "roller", "title-field": "titel", "municipality": "Kommune",
        "what": "Hvad", "bar": "Søjle", "total": "I alt: {count}", "before": "Før",
    },
    "en": {
        "title": "Report on the members", "members": "Members", "district": "District", "region": "Region",
        "change": "Since the last", "districts": "Members by district", "regions": "Members by region",
        "none": "No district", "none-region": "No region", "missing": "Municipalities without a member",
        "all": "All 98 municipalities have at least one member.", "changes": "Changes since {day}",
        "first": "This is the first report. So it says nothing of changes.", "joined": "Joined", "left": "Left",
        "moved": "Changed municipality", "changed": "Changed otherwise", "nothing": "No changes.",
        "from": "from {before}", "name": "name", "heading-name": "Name", "heading-title": "Title",
        "address": "e-mail address", "roles": "roles", "title-field": "title", "municipality": "Municipality",
        "what": "What", "bar": "Bar", "total": "In all: {count}", "before": "Before",
    },
}  # fmt: skip


def title(report: Report, language: str) -> str:
    return f"{_WORDS[language]['title']}, {dates.day(report.day, language)}"


def markdown(report: Report, language: str) -> Markdown:
    """The whole report below a heading. Names are escaped: they cannot become markup."""
    said = _WORDS[language]
    lines = [f"# {escape(title(report, language))}", "", escape(said["total"].format(count=_total(report))), ""]
    for kind, counts in (("district", report.districts), ("region", report.regions)):
        lines += [f"## {said[f'{kind}s']}", "", *_table(counts, kind, language), ""]
    lines += [f"## {said['missing']} ({len(report.missing)})", ""]
    lines += [escape(", ".join(report.missing)) if report.missing else escape(said["all"]), ""]
    if report.since is None:
        return Markdown("\n".join([*lines, escape(said["first"]), ""]))
    lines += [f"## {said['changes'].format(day=dates.day(report.since, language))}", ""]
    for what, people in _changes(report):
        if people:
            lines += [f"{said[what]} ({len(people)}):", ""]
            lines += [f"- {escape(_who(one, language))}" for one in people]
            lines += [""]
    if not any(people for _what, people in _changes(report)):
        lines += [said["nothing"], ""]
    return Markdown("\n".join(lines))


def page(report: Report, association: str, language: str) -> str:
    """A whole HTML page, which fetches nothing and runs nothing."""
    said, escaped = _WORDS[language], html.escape
    heading = escaped(title(report, language))
    parts = [f"<h1>{heading}</h1>", f"<p>{escaped(one_line(association))}</p>",
             f"<p>{escaped(said['total'].format(count=_total(report)))}</p>"]  # fmt: skip
    for kind, counts in (("district", report.districts), ("region", report.regions)):
        parts.append(f"<h2>{escaped(said[f'{kind}s'])}</h2>")
        parts.append(_picture(kind, counts, language))
        head = [said[kind], said["members"], *([said["change"]] if report.since else [])]
        rows = [
            [_named(one, kind, language), str(one.members), *([_step(one)] if report.since else [])] for one in counts
        ]
        parts.append(_html_table(head, rows))
    parts.append(f"<h2>{escaped(said['missing'])} ({len(report.missing)})</h2>")
    parts.append(f"<p>{escaped(', '.join(report.missing) or said['all'])}</p>")
    if report.since is None:
        parts.append(f"<p>{escaped(said['first'])}</p>")
    else:
        parts.append(f"<h2>{escaped(said['changes'].format(day=dates.day(report.since, language)))}</h2>")
        for what, people in _changes(report):
            if people:
                listed = "".join(f"<li>{escaped(_who(one, language))}</li>" for one in people)
                parts.append(f"<h3>{escaped(said[what])} ({len(people)})</h3><ul>{listed}</ul>")
        if not any(people for _what, people in _changes(report)):
            parts.append(f"<p>{escaped(said['nothing'])}</p>")
    return _PAGE.format(language=language, title=heading, body="\n".join(parts))


def sheets(report: Report, language: str) -> list[Sheet]:
    """Districts, regions, municipalities without a member, and who has changed, a sheet each."""
    said = _WORDS[language]
    found = []
    for kind, counts in (("district", report.districts), ("region", report.regions)):
        rows = tuple((_named(one, kind, language), one.members, one.before) for one in counts)
        found.append(Sheet(said[f"{kind}s"], (said[kind], said["members"], said["before"]), rows))
    found.append(Sheet(said["missing"], (said["municipality"],), tuple((name,) for name in report.missing)))
    changed = tuple(
        (said[what], one.name, one.municipality, one.before, ", ".join(_fields(one, language)))
        for what, people in _changes(report) for one in people
    )  # fmt: skip
    head = (said["change"], said["heading-name"], said["municipality"], said["before"], said["what"])
    return [*found, Sheet(said["change"], head, changed)]


def _total(report: Report) -> str:
    step = report.members - report.members_before if report.members_before is not None else 0
    return f"{report.members}" + (f" ({step:+d})" if step else "")


def _changes(report: Report) -> Sequence[tuple[str, tuple[Who, ...]]]:
    return (("joined", report.joined), ("left", report.left), ("moved", report.moved), ("changed", report.changed))


def _named(one: Count, kind: str, language: str) -> str:
    return one.name or _WORDS[language]["none" if kind == "district" else "none-region"]


def _step(one: Count) -> str:
    return f"{one.members - one.before:+d}" if one.before is not None and one.members != one.before else "0"


def _fields(one: Who, language: str) -> list[str]:
    said = _WORDS[language]
    return [said["title-field" if field == "title" else field] for field in one.fields]


def _who(one: Who, language: str) -> str:
    told = one.name + (f", {one.municipality}" if one.municipality else "")
    if one.fields:
        return f"{told}: {', '.join(_fields(one, language))}"
    return f"{told} ({_WORDS[language]['from'].format(before=one.before)})" if one.before else told


def _table(counts: Sequence[Count], kind: str, language: str) -> list[str]:
    said = _WORDS[language]
    told = any(one.before is not None for one in counts)
    head = [said[kind], said["members"], *([said["change"]] if told else []), said["bar"]]
    most = max((one.members for one in counts), default=0)
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for one in counts:
        bar = "█" * max(round(_BAR * one.members / most), 1) if one.members else ""
        cells = [escape(_named(one, kind, language)), str(one.members), *([escape(_step(one))] if told else []), bar]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _html_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    heads = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{html.escape(row[0])}</th>' + "".join(f"<td>{html.escape(cell)}</td>" for cell in row[1:])
        + "</tr>" for row in rows
    )  # fmt: skip
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _picture(kind: str, counts: Sequence[Count], language: str) -> str:
    """Bars from above to below, each with its name and number; black on white, or the page's own two colours."""
    step, left, width = 32, 190, 380
    most = max((one.members for one in counts), default=0) or 1
    said = ", ".join(f"{_named(one, kind, language)}: {one.members}" for one in counts)
    bars = []
    for number, one in enumerate(counts):
        top, length = number * step + 6, round(width * one.members / most)
        name = _named(one, kind, language)
        shown = name if len(name) <= 22 else f"{name[:21]}…"
        bars.append(
            f'<text x="{left - 10}" y="{top + 15}" text-anchor="end">{html.escape(shown)}</text>'
            f'<rect x="{left}" y="{top}" width="{length}" height="20"/>'
            f'<text x="{left + length + 8}" y="{top + 15}">{one.members}</text>'
        )
    height = len(counts) * step + 8
    return (
        f'<svg role="img" aria-labelledby="{kind}-title {kind}-desc" viewBox="0 0 640 {height}" width="640" height="{height}" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{kind}-title">{html.escape(_WORDS[language][f"{kind}s"])}</title>'
        f'<desc id="{kind}-desc">{html.escape(said)}</desc><g aria-hidden="true">{"".join(bars)}</g></svg>'
    )


_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ max-width: 44rem; margin: 0 auto; padding: 1rem; font: 1rem/1.5 sans-serif; overflow-wrap: anywhere; }}
svg {{ max-width: 100%; height: auto; font: 15px sans-serif; fill: currentColor; }}
table {{ border-collapse: collapse; margin: .5rem 0; }}
td, th {{ padding: .3rem .6rem; border: 1px solid #888; text-align: left; }}
td {{ text-align: right; font-variant-numeric: tabular-nums; }}
@media print {{ body {{ color: #000; background: #fff; }} }}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
