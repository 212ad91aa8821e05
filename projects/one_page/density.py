"""How close the lines of the web page have to stand for it to print on one A4: a guess, which tests hold in a browser.

The PDF needs none: Typst tries sizes until one fits.
"""

from math import ceil

WIDE, MAIN, ASIDE = 92, 60, 30  # letters on a line of 10 pt: the whole page, its main column, the facts beside it
LINES = (56, 70, 88, 125)  # of 10, 9, 8 and 7 pt on one page, counted in lines of 10 pt; what is more gets 5.5 pt
CAPITAL = 1.75  # letters of the others
MARK, LOGOS = 0.02, 0.05  # of the page's height, however small its type: the logo at the head, the row at the foot


def density(summary):
    """0 where there is room, 4 where there is hardly any."""
    left = 1 - MARK * bool(summary["logo"]) - LOGOS * bool(summary["logos"])
    needed = lines(summary) / left
    return next((number for number, room in enumerate(LINES) if needed <= room), len(LINES))


def lines(summary):
    prose = [summary[name]["text"] for name in ("goal", "main_idea", "expected_change")]
    objectives, results, partners = summary["objectives"], summary["results"], summary["partners"]
    main = sum(2.4 + of(text, MAIN) for text in prose if text)
    main += rows((row["text"] for row in objectives["rows"]), MAIN - 4)
    aside = 2 + sum(1.5 + sum(of(value["text"], ASIDE) for value in fact["values"]) for fact in summary["facts"])
    below = 1.5 * rows((row["label"] for row in results["rows"]), WIDE - 30)
    below += rows((name["text"] for group in partners["groups"] for name in group["names"]), WIDE - 22)
    head = 4 + 2.2 * of(summary["title"], WIDE // 2) + 1.2 * of(summary["summary"], WIDE - 10)
    foot = 5 + of(summary["acknowledgement"], WIDE - 20) + of(summary["shown_address"], WIDE - 20)
    return head + max(main, aside) + below + foot


def of(text, letters):
    capitals = sum(letter.isupper() for letter in text)
    return ceil((len(text) + (CAPITAL - 1) * capitals) / letters)


def rows(texts, letters):
    counted = sum(of(text, letters) for text in texts)
    return counted + 3 if counted else 0
