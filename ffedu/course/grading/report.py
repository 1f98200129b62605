"""What an instructor and a student get to see: CSV files and pages. Every text of a student is escaped."""
from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
from collections import Counter
from html import escape
from pathlib import Path
from typing import Any, Iterable

from .marks import GRADED

STYLE = """body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;
color:#1a1a1a;background:#fff}
table{border-collapse:collapse}th,td{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}
.right{color:#0a5c2b}.wrong{color:#a11212}.why{background:#f2f2f2;padding:.5rem .8rem}code{overflow-wrap:anywhere}"""
HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{HASH}'"


def shown(value: Any) -> str:
    """Return a value as a cell of a CSV file: a text that would be taken for a formula gets a quote before it.

    >>> [shown(value) for value in ("=1+1", "-x", 2.50, None)]
    ["'=1+1", "'-x", '2.5', '']
    """
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return f"{value:.10g}"
    text = " ".join(str(value).split())
    return "'" + text if text.startswith(("=", "+", "-", "@")) else text


def csv_text(header: list[str], rows: Iterable[list]) -> str:
    """Return a CSV file as text."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([shown(value) for value in row] for row in rows)
    return buffer.getvalue()


def grades(entries: list[dict], questions: list[str]) -> str:
    """Return grades.csv: a row for each student of the roster and each file."""
    header = ["student", "name", "file", "status", "counts", "isolation", *questions, "days_late", "total", "sha256",
              "note"]
    return csv_text(header, ([entry["student"], entry["name"], entry["file"], entry["row"]["status"],
                              "yes" if entry["counts"] else "no", entry["isolation"],
                              *(entry["points"][name] for name in questions), entry["days"], entry["total"],
                              entry["row"]["sha256"], entry["note"]] for entry in entries))


def canvas(entries: list[dict], roster: dict, title: str, most: float) -> str:
    """Return the form that Canvas imports; its columns come from a roster exported there."""
    columns = ["ID", "SIS User ID", "SIS Login ID", "Section"]
    rows = [[entry["name"] or entry["student"], *(column(entry, roster, name) for name in columns), entry["total"]]
            for entry in entries if entry["counts"]]
    return csv_text(["Student", *columns, title], [["Points Possible", "", "", "", "", most], *rows])


def moodle(entries: list[dict], roster: dict, title: str) -> str:
    """Return the form that Moodle imports, by e-mail address or ID number."""
    return csv_text(["ID number", "Email address", title, "Feedback comments"],
                    ([column(entry, roster, "ID number") or entry["student"],
                      column(entry, roster, "Email address") or column(entry, roster, "email"), entry["total"],
                      entry["note"]]
                     for entry in entries if entry["counts"]))


def column(entry: dict, roster: dict, name: str) -> str:
    """Return what the roster says of a student in a column, or nothing."""
    return roster.get(entry["student"], {}).get(name, "") or (entry["student"] if name == "SIS Login ID" else "")


def page(title: str, body: str) -> str:
    """Return a page that loads nothing and runs nothing."""
    return (f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
            f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
            f'<style>{STYLE}</style></head>'
            f'<body><main><h1>{escape(title)}</h1>{body}</main></body></html>\n')


def feedback(entry: dict, topic: str, points: dict[str, float]) -> str:
    """Return a student's page: the total, and for each question what is right and what is not."""
    row, total = entry["row"], entry["total"]
    head = [f"{escape(entry['name'] or entry['student'])}, {escape(entry['file'])}: "
            + ("no points yet" if total is None else f"<strong>{total:g} of {sum(points.values()):g}</strong>")]
    head += [f"{entry['days']} days late"] if entry["days"] else []
    head += [escape(entry["note"])] if entry["note"] else []
    parts = [f"<p>{'. '.join(head)}.</p>"]
    parts += [question(name, row["questions"][name], entry["points"][name], points[name]) for name in row["questions"]]
    return page(f"Exercise {topic}", "".join(parts) + stopped(row))


def question(name: str, verdict: dict, got: float | None, most: float) -> str:
    """Return a question's part of the page: why it is wrong, if that is known, and its cases."""
    hint = f'<p class="why">{escape(verdict["hint"][1])}</p>' if verdict["hint"] else ""
    lines = "".join(case_line(number, title, text, number >= verdict["public"])
                    for number, (title, text) in enumerate(verdict["cases"]))
    return (f"<h2>{escape(name)}: {0 if got is None else got:g} of {most:g}</h2>"
            f"<p><code>{escape(verdict['call'])}</code></p>"
            f"{hint}<table><tbody>{lines}</tbody></table>")


def case_line(number: int, title: str, text: str, hidden: bool) -> str:
    """Return a case as a row: of a hidden one the title alone."""
    word = "wrong" if text else "right"
    said = "a case of the grader" if hidden else text
    return (f'<tr><td class="{word}">{word}</td><td>{number + 1}. {escape(title)}</td>'
            f"<td>{escape(said)}</td></tr>")


def stopped(row: dict) -> str:
    """Return the cells that stopped with an exception: often that is why a name is missing."""
    lines = "".join(f"<tr><td>cell {number}</td><td><code>{escape(text)}</code></td></tr>"
                    for number, text in row.get("stopped", []))
    return f"<h2>Cells that stopped</h2><table><tbody>{lines}</tbody></table>" if lines else ""


def class_page(entries: list[dict], topic: str, points: dict[str, float]) -> str:
    """Return the page of the class: how the totals lie, how often each question is right, which mistakes how often."""
    counted = [entry for entry in entries if entry["counts"]]
    totals = [entry["total"] for entry in counted if entry["total"] is not None and entry["row"]["status"] in GRADED]
    states = Counter(entry["row"]["status"] for entry in counted)
    body = "<p>" + ", ".join(f"{count} {status}" for status, count in sorted(states.items())) + ".</p>"
    body += "<h2>Points</h2>" + bars(distribution(totals, sum(points.values())))
    body += "<h2>Questions answered right</h2>" + bars([(name, right(counted, name)) for name in points])
    body += "<h2>Mistakes by name</h2>" + (bars(mistakes(counted)) or "<p>None was recognised.</p>")
    return page(f"Exercise {topic}: the class", body)


def distribution(totals: list[float], most: float, parts: int = 10) -> list[tuple[str, int]]:
    """Return how many totals lie in each tenth of the points; the full points have a line of their own.

    >>> distribution([0, 4.9, 10], 10, parts=2)
    [('0 to below 5', 2), ('5 to below 10', 0), ('10 and more', 1)]
    """
    edges = [most * k / parts for k in range(parts + 1)]
    lines = [(f"{low:g} to below {high:g}", sum(low <= total < high for total in totals))
             for low, high in zip(edges, edges[1:])]
    return [*lines, (f"{most:g} and more", sum(total >= most for total in totals))]


def right(entries: list[dict], name: str) -> int:
    """Return how many answered a question right."""
    return sum(entry["row"]["questions"].get(name, {}).get("right", False) for entry in entries)


def mistakes(entries: list[dict]) -> list[tuple[str, int]]:
    """Return the mistakes that were recognised, the most frequent first."""
    found = Counter(f"{name}: {verdict['hint'][0]}" for entry in entries
                    for name, verdict in entry["row"]["questions"].items() if verdict["hint"])
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def bars(lines: list[tuple[str, int]]) -> str:
    """Return a table with a bar beside each number."""
    longest = max((count for _, count in lines), default=0) or 1
    rows = "".join(f'<tr><th scope="row">{escape(name)}</th><td>{count}</td><td><svg width="{200 * count // longest}" '
                   f'height="12" aria-hidden="true"><rect width="100%" height="12" fill="#3465a4"/></svg></td></tr>'
                   for name, count in lines)
    return f"<table><tbody>{rows}</tbody></table>" if lines else ""


def write(out: Path, name: str, text: str) -> None:
    """Write a file at once: a reader sees the old one or the new one, never half of it."""
    target = out / name
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    part.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
    part.replace(target)


def file_name(entry: dict) -> str:
    """Return the name of a student's page: the student's, with a mark where it was changed or is not the only one.

    >>> file_name({"student": "ada", "counts": True, "file": "ada.ipynb"})
    'ada.html'
    """
    plain = re.sub(r"[^\w.@-]", "_", entry["student"]).lstrip(".")[:80]
    mark = hashlib.sha256(f"{entry['student']}\n{entry['file']}".encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{plain}.html" if plain == entry["student"] and entry["counts"] else f"{plain}-{mark}.html"
