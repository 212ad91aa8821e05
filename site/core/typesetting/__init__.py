"""Documents and pictures set by Typst: one-page summaries, social cards.

Typst reads neither the database nor the network: all it knows is the JSON it is given, as text and never as markup.
"""

from core.typesetting.engine import TypesettingFailed, typeset
from core.typesetting.letters import printable
from core.typesetting.qr import qr_svg

__all__ = ["TypesettingFailed", "printable", "qr_svg", "typeset"]
