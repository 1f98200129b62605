"""What can be moved by hand: the same widget in the book, in the notebook and on the slide.

A widget's arithmetic is done in its JavaScript, so it moves on a page without a kernel too.
"""
from ffedu.widgets.xor import XorExplorer

__all__ = ["XorExplorer"]
