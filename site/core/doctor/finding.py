from dataclasses import dataclass

GOOD, ADVICE, WRONG = "good", "advice", "wrong"


@dataclass(frozen=True)
class Finding:
    level: str
    text: str
    do: str = ""  # what to do about it


def good(text):
    return Finding(GOOD, text)


def advice(text, do=""):
    return Finding(ADVICE, text, do)


def wrong(text, do=""):
    return Finding(WRONG, text, do)
