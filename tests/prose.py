"""Numbers in text: which a text states, which a notebook prints, and how to tell that they are the same number.

    reading    a number's canonical text, "0.000035" for 3.5e-5: equal only if value and printed precision are equal
    statement  a number in prose that has to be printed somewhere: every decimal, and every integer from 10 on

A number is a whole token: neither the 1 of h1 nor the 0.5 of 0.51. Pages, slides, equations, years, dates, item ids,
versions, code and link targets state nothing. A minus sign belongs to its number unless something stands before it:
"-0.5" and "is -0.5" are negative; in "a - 0.5", "a-0.5" and "3-5" the minus subtracts or joins.
"""
from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

LEDGER = "application/vnd.ffedu.ledger+json"
WIDGET = "application/vnd.jupyter.widget-view+json"


@dataclass(frozen=True)
class Number:
    """A number as it is written, and its readings: a percentage has two, 95 % reads 95 and 0.95."""
    written: str
    readings: frozenset[str]

    @property
    def counts(self) -> bool:
        """Whether it is a statement: a decimal, or an integer from 10 on that is no year."""
        reading = max(self.readings, key=lambda text: abs(Decimal(text)))
        year = re.fullmatch(r"19\d\d|20\d\d", self.written)
        return not year and ("." in reading or abs(int(reading)) >= 10)


def statements(markdown: str) -> list[Number]:
    """Return the numbers that a Markdown text states, in its order, formulas after the words."""
    words, formulas = _split(_without_code(markdown))
    found = [*_scan(_words(words)), *(number for tex in formulas for number in _scan(_formula(tex)))]
    return [number for number in found if number.counts]


def printed(text: str) -> frozenset[str]:
    """Return the readings of all numbers that a printed text holds as whole tokens."""
    return frozenset(reading for number in _scan(_common(text)) for reading in number.readings)


def printed_by(outputs: list[dict]) -> frozenset[str]:
    """Return the readings of what a cell's outputs print: streams, text results, the ledger's JSON.

    The words of a figure, its alt text and its caption, are prose themselves and print nothing.
    """
    return frozenset().union(*(printed(text) for output in outputs for text in _texts(output)))


def captions(outputs: list[dict]) -> list[str]:
    """Return the captions of the figures among a cell's outputs, as Markdown."""
    return ["".join(output["data"]["text/markdown"]) for output in outputs if _is_caption(output)]


def _is_caption(output: dict) -> bool:
    return bool(output.get("metadata", {}).get("ffedu", {}).get("caption"))


def _texts(output: dict) -> Iterator[str]:
    data = output.get("data", {})
    yield "".join(output.get("text", ""))
    if not _is_caption(output) and not any(kind.startswith("image/") or kind == WIDGET for kind in data):
        yield "".join(data.get("text/plain", ""))
    for row in data.get(LEDGER, {}).get("rows", []):
        yield from (value for field, value in row.items() if field != "id")


# What is no prose: code, comments, tags, targets of links. A directive's fence goes, its words stay.

CODE = r"code-block|code-cell|code|literalinclude|eval-rst|toctree|mermaid|auto\w+|bibliography"
NOT_PROSE = [(re.compile(pattern, re.S | re.M), by) for pattern, by in (
    # The measured table of book/benchmarks.md: test_benchmarks.py holds its verdicts to its figures.
    (r"^<!-- benchmarks: begin, written by a program -->$.*?^<!-- benchmarks: end -->$", ""),
    (r"\A---\n.*?\n---$", ""),
    (r"^ *(`{3,}|~{3,}) *(?:\w[^\n]*|\{(?:%s)\}[^\n]*)?\n.*?^ *\1 *$" % CODE, ""),
    (r"^ *`{3,}\{math\}[^\n]*\n(.*?)^ *`{3,} *$", r"$$\1$$"),
    (r"^ *(?:`{3,}|:{3,})(?:\{[^}\n]*\})?", ""),
    (r"^ *:[\w-]+:[^\n]*$", ""),
    (r"<!--.*?-->", ""),
    (r"(`+)(?!`).+?(?<!`)\1(?!`)", " code "),
    (r"\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?: +\"[^\"]*\")?\)", "]"),
    (r"^ *\[[^\]\n]+\]: *\S+.*$", ""),
    (r"<?\b(?:https?|mailto|doi):[^\s>)]+>?", " link "),
    (r"</?[A-Za-z][\w-]*(?: +[\w-]+(?:=\"[^\"]*\")?)* */?>", " "),
)]


def _without_code(markdown: str) -> str:
    for pattern, by in NOT_PROSE:
        markdown = pattern.sub(by, markdown)
    return html.unescape(markdown)


MATH = re.compile(r"(?<!\\)\$\$(.+?)(?<!\\)\$\$|(?<!\\)\$([^$]+?)(?<!\\)\$", re.S)


def _split(text: str) -> tuple[str, list[str]]:
    """Return the words, with a box in the place of each formula, and the formulas."""
    return MATH.sub(" \N{WHITE SQUARE} ", text), [one or two for one, two in MATH.findall(text)]


# Words: what looks like a number there and states none.

PLACE = r"(?:[a-z_]+\.)?\d+(?:\.\d+)*[a-z]?\b"
PLACES = rf"{PLACE}(?:(?: *[-\N{{EN DASH}}] *| to |, and | and |, ){PLACE}(?! ?%))*"
KEYWORD = (r"\b(?:pp?\.|pages?|slides?|eqs?\.|equations?|figs?\.|figures?|sect?\.|sections?|ch(?:ap)?\.|chapters?|"
           r"tables?|alg\.|algorithms?)")
MONTH = r"(?:Jan|Febr|)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber"
REFERENCES = [re.compile(pattern, flags) for pattern, flags in (
    (rf"{KEYWORD}[\s-]*(?:DL )?{PLACES}", re.I),
    (r"\b(?:Goodfellow|Srihari|Zelener|Fix|Payberah|DL),? +\d+(?:\.\d+)?(?: *[-\N{EN DASH}] *\d+(?:\.\d+)?)?\b", 0),
    (r"\b[GSZFP](?:-[A-Z]{1,4})?-\d+\b|\b[GSZFP]\d+(?:\.\d+)?\b", 0),
    (rf"\b\d{{1,2}}\.? (?:{MONTH})(?: \d{{4}})?\b|\b(?:{MONTH}) \d{{1,2}}(?:, \d{{4}})?\b|\b\d{{4}}-\d\d-\d\d\b", 0),
    (r"\b(?:python|numpy|scipy|matplotlib|jupyter\S*|sphinx\S*|pip|chromium|mathjax|reveal\.js)"
     r" *(?:[<>=]=?)? *\d+(?:\.\d+)*|\bCC[- ]BY(?:-[A-Z]{2})*[- ]\d\.\d", re.I),
)]


def _words(text: str) -> str:
    text = re.sub(r"^[ >]*(?:[-*+]|\d+[.)]) +", "", text, flags=re.M)                     # marks of a list
    text = re.sub(r"(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)|\\(?=[%$_*])", "", text)              # emphasis, escapes
    text = re.sub(r"-{2,}", " \N{EN DASH} ", text)
    return _common(re.sub(r"(?<![\d.,])[1-9]\d{0,2}(?: \d{3})+(?![\d.])", _grouped, text))


def _grouped(match: re.Match[str]) -> str:
    return re.sub(r"\D", ",", match[0])


def _common(text: str) -> str:
    """What words and printed text share: references out, commas between thousands, one minus sign, no raised digits."""
    text = text.replace("\N{MINUS SIGN}", "-")
    for pattern in REFERENCES:
        text = pattern.sub(" ", text)
    text = re.sub(r"(?<![\d.,])[1-9]\d{0,2}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)", _grouped, text)
    return _powers(re.sub(r"[⁻⁺]?[⁰¹²³⁴-⁹]+", _lowered, text))


def _lowered(match: re.Match[str]) -> str:
    return "^{" + match[0].translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")) + "}"


def _powers(text: str) -> str:
    """Write 3.5 x 10^{-5} as 3.5e-5, and a bare 10^5 as 1e5."""
    power = r"10 *\^ *(?:\{ *([-+]?\d+) *\}|(\d))"
    text = re.sub(rf"(?<![\w.])(\d+(?:\.\d+)?|\.\d+) *(?:\\times|\\cdot|[×·]) *{power}", r"\1e\2\3", text)
    return re.sub(rf"(?<![\w.]){power}", r"1e\1\2", text)


# Formulas: LaTeX written so that the same scan finds its numbers.

LETTERS = (r"(?i:var)?(?i:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|chi|"
           r"psi|omega)|partial|nabla|infty|ell")
LATEX = [(re.compile(pattern), by) for pattern, by in (
    (r"(?<![\\{]),(?!\})", ", "),                                      # 10,100 are two numbers in a formula
    (r"(?<=\d)(?:\{,\}|\\[,;: ]|~)(?=\d{3}(?!\d))", ","),              # 10{,}000 and 10\,000 are one
    (r"\\(?:tag|label|ref|eqref|[hv]space|begin|end)\*?\{[^}]*\}(?:\{[lcr|]+\})?", " = "),
    (r"\\\\(?:\[[^]]*(?:pt|em|ex)\])?", " = "),
    (r"\\[tdc]?frac *(\d) *(\d)", r" \1 / \2 "),
    (r"\\[tdc]?frac *(\d)", r" \1 /"),
    (r"\^\{?\([\w+-]*\)\}?", " a"),                                  # h^{(2)}: an index in brackets
    (r"_\{[^{}.=<>]*\}|_\w", " a"),                                  # w_{11}; but the 10 of i=10 is a number
    (r"\\%", "%"),
    (r"\\[,;:! {}|]", " "),
    (rf"\\(?:{LETTERS})(?![A-Za-z])", " a"),
    (r"\\[A-Za-z]+", " = "),
)]


def _formula(tex: str) -> str:
    tex = _powers(tex.replace("\N{MINUS SIGN}", "-"))
    for pattern, by in LATEX:
        tex = pattern.sub(by, tex)
    return tex


# The scan itself.

TOKEN = re.compile(r"""
    (?P<name> [^\W\d]\w* )                                           # h1, net_h1, ReLU6, float64
  | (?P<version> (?<![\w.]) \d+ (?:\.\d+){2,} )
  | (?P<number> (?: [1-9]\d{0,2} (?:,\d{3})+ (?!\d|,\d) (?:\.\d+)? | \d+ (?:\.\d+)? | (?<![\w.]) \.\d+ )
                (?: [eE][-+]?\d+ )? )
    (?P<percent> \s* (?: % | per\ ?cent\b ) )?
""", re.X | re.A)


def _scan(text: str) -> Iterator[Number]:
    for match in TOKEN.finditer(text):
        if match["number"]:
            written = ("-" if _negative(text[:match.start()]) else "") + match["number"]
            yield Number(written, frozenset(_readings(Decimal(written.replace(",", "")), bool(match["percent"]))))


def _negative(before: str) -> bool:
    """Whether a number after the text `before` carries a minus sign, rather than being subtracted or joined by one."""
    if not re.search(r"-\s*$", before):
        return False
    rest = before.rstrip()[:-1]
    touching = before.endswith("-") and (not rest or rest[-1].isspace())
    return touching or not rest.strip() or rest.rstrip()[-1] in "([{=<>,;:/*+^&|~\N{ALMOST EQUAL TO}$\""


def _readings(value: Decimal, percent: bool) -> Iterator[str]:
    yield f"{value:f}"
    if percent:
        yield f"{value.scaleb(-2):f}"
