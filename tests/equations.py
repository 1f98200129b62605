"""Every display equation has a twin: a test that checks its numbers and holds the same LaTeX.

    @twin("xor.1", r"g(z) = \\max\\{0, z\\}")
    def test_rectifier():
        assert ...

The tag is the one in the chapter's \\tag{...}, the LaTeX what stands between the dollars without it.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

TAG = re.compile(r"\\tag\{([^}]*)\}")
DISPLAY = re.compile(r"(?<!\\)\$\$(.+?)(?<!\\)\$\$", re.S)
EXCUSE = re.compile(r"<!--\s*untagged:((?:\s+\S+){3,}?)\s*-->", re.S)                  # a reason has three words at least
BARE = re.compile(r"^\s*\\begin\{(?:align|equation|gather|multline|eqnarray|alignat)\*?\}", re.M)


@dataclass(frozen=True)
class Twin:
    """The test that stands for the equation `tag`."""
    tag: str
    latex: str
    test: Callable[..., None]


TWINS: dict[str, Twin] = {}


def twin(tag: str, latex: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that registers a test as the twin of equation `tag` and leaves it a test."""
    def register(test: Callable[..., None]) -> Callable[..., None]:
        if tag in TWINS:
            raise ValueError(f"equation {tag} needs one twin, got {TWINS[tag].test.__name__} and {test.__name__}")
        if not test.__name__.startswith("test_"):
            raise ValueError(f"the twin of {tag} needs a name that pytest collects, test_..., got {test.__name__}")
        TWINS[tag] = Twin(tag, one_space(latex), test)
        return test
    return register


def one_space(latex: str) -> str:
    """Return LaTeX with its tag gone and every run of white space as one space.

    >>> one_space("a  = b\\n \\\\tag{xor.1} ")
    'a = b'
    """
    return " ".join(TAG.sub(" ", latex).split())


def displays(markdown: str) -> Iterator[tuple[list[str], str]]:
    """Yield the tags, one if all is well, and the LaTeX of each display equation in a Markdown text."""
    for latex in DISPLAY.findall(re.sub(r"<!--.*?-->|^```.*?^```", "", markdown, flags=re.S | re.M)):
        yield TAG.findall(latex), one_space(latex)


def excuses(markdown: str) -> int:
    """Return how many display equations a text excuses from a tag: <!-- untagged: the reason -->."""
    return len(EXCUSE.findall(markdown))
