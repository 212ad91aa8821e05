"""What the workbench remembers. Texts and their translations are wagtail-localize's own tables."""

from translation.models.board import Cell, Changed, Edition, Line, Task
from translation.models.comments import Comment
from translation.models.glossary import GlossaryTerm
from translation.models.history import TextChange
from translation.models.preferences import MailPreference
from translation.models.submissions import (
    OPEN,
    SILENT,
    SkippedPage,
    State,
    Submission,
    is_dead,
    lacking,
    new_runner,
)
from translation.models.together import Ahead, Release
from translation.models.work import Origin, Work

__all__ = [
    "OPEN",
    "SILENT",
    "Ahead",
    "Cell",
    "Changed",
    "Comment",
    "Edition",
    "GlossaryTerm",
    "Line",
    "MailPreference",
    "Origin",
    "Release",
    "SkippedPage",
    "State",
    "Submission",
    "Task",
    "TextChange",
    "Work",
    "is_dead",
    "lacking",
    "new_runner",
]
