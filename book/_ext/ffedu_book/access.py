"""Mend what keeps a page of the theme from being accessible (axe, light and dark, no rule disabled)."""
from __future__ import annotations

# name: (pattern, replacement), applied to every page by pages.py
MENDS = {
    # what is seen on a button must be its name, or a part of it (WCAG 2.5.3): here that is "Search Ctrl+K"
    "search button": (r'(<button class="[^"]*search-button-field[^"]*"[^>]*?) title="Search" aria-label="Search"',
                      r"\1"),
    # all of a page lies in landmarks, the home link included
    "home link": (r'<div class="sidebar-primary-item">(?=\s*<a class="navbar-brand logo")',
                  '<div class="sidebar-primary-item" role="navigation" aria-label="Home">'),
    # the arrow that opens a list of pages in the sidebar is drawn, and needs a name in words
    "pages below": (r'(<a class="[^"]*reference internal" href="[^"]*">([^<]*)</a><details[^>]*>)<summary>'
                    r'(?=<span class="toctree-toggle")', r'\1<summary aria-label="Pages of: \2">'),
}
# the same for what only some pages have; these may find nothing
WHERE_PRESENT = {
    "hidden code": ('<summary aria-label="Toggle hidden content">', "<summary>"),
    "works are no list items": (r'<div role="list" class="citation-list">', '<div class="citation-list">'),
    "a role that is deprecated": (r'(<div class="citation" id="[^"]*") role="doc-biblioentry"', r"\1"),
    "the empty corner of a table is no head": (r'<th class="head">\s*<p></p>\s*</th>', "<td></td>"),
}
