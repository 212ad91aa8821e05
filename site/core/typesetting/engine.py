import json
import threading
from functools import lru_cache
from pathlib import Path

from core.typesetting.letters import FONTS, printable

_of_thread = threading.local()  # a compiler that two threads use at once raises “Already borrowed”


class TypesettingFailed(RuntimeError):
    """What Typst said: an error, or a warning, which would be a fault on the page."""


def typeset(template, data, **options):
    """``template`` (a path) filled with ``data``, as bytes. Texts lose the letters the font has not."""
    import typst  # seven megabytes that a worker which serves pages does without

    try:
        result, warnings = _compiler().compile_with_warnings(
            input=Path(template),
            root=Path(template).parent,
            sys_inputs={"data": json.dumps(printable(data))},
            **options,
        )
    except typst.TypstError as error:
        raise TypesettingFailed(error.diagnostic or str(error)) from error
    if warnings:
        raise TypesettingFailed("; ".join(warning.message for warning in warnings))
    return result


def _compiler():
    import typst

    if not hasattr(_of_thread, "compiler"):
        _of_thread.compiler = typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)
    return _of_thread.compiler


@lru_cache(maxsize=1)
def _fonts():
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
