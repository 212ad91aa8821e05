"""How a title is kept, so that the database finds it by its plain letters and sorts it by its alphabet."""

from core.languages import fold, sort_key

COMPARED = 80  # letters of a title


def forms(title, language):
    return {"title": title, "folded": fold(title), "order": order(title, language)}


def order(title, language):
    """The text's ``sort_key`` as digits, which every collation of every database compares alike."""
    letters, accents, capitals, _text = sort_key(title[:COMPARED], language)
    places = "".join(digits(1 + kind, place) for kind, place in letters)
    return places + "0" + "".join(digits(0, accent) for accent in accents) + "".join(str(int(one)) for one in capitals)


def digits(kind, place):
    return f"{kind}0{place:02d}" if place < 100 else f"{kind}1{place:07d}"
