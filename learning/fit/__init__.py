"""The fit circle as a drawing.

Pure: words in, places out. Two drawings of the same circle, one for wide and one for narrow columns, so that the
smallest text never falls below 13.5 pixels. Line style and words carry the weight of a driver; colour never alone.
"""

from learning.fit.drawing import narrow, wide
from learning.fit.model import Core, Driver, Layout, Line, Link, Node, sentence
from learning.fit.words import LINE, circle_text, text_width, wrap

__all__ = [
    "LINE",
    "Core",
    "Driver",
    "Layout",
    "Line",
    "Link",
    "Node",
    "circle_text",
    "narrow",
    "sentence",
    "text_width",
    "wide",
    "wrap",
]
