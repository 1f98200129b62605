r"""Hand tagged equations to MathJax as they are, each with an id to link to.

Sphinx wraps a display that contains \\ (a matrix has them) into \begin{split}, in which \tag is an error.
An equation with \tag{xor.1} gets the id eq-xor-1: [eq. xor.1](#eq-xor-1) links to it.
"""
from __future__ import annotations

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

TAG = re.compile(r"\\tag\{([^}]+)\}")


class TaggedEquations(SphinxTransform):
    """Free every tagged equation of its wrapper and name it."""
    default_priority = 200                                        # before MyST resolves links to ids

    def apply(self, **kwargs: object) -> None:
        """Change the document in place."""
        for block in self.document.findall(nodes.math_block):
            if tag := TAG.search(block.astext()):
                self._name(block, tag[1])

    def _name(self, block: nodes.math_block, tag: str) -> None:
        block[:] = [nodes.Text(rf"\[{block.astext().strip()}\]")]
        block["nowrap"] = True
        block["classes"].append("ffedu-equation")
        block["names"].append(nodes.make_id(f"eq-{tag}"))
        self.document.note_explicit_target(block, block)


def setup(app: Sphinx) -> None:
    """Add the transform."""
    app.add_transform(TaggedEquations)
