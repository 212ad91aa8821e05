"""In which sizes and formats pictures are shown, by the place where they stand.

Few sizes: an AVIF takes up to a second to make, and there is one for each. ``sizes`` tells the browser how wide the
place is, as the style sheets have it; a change there is followed here.
"""

from dataclasses import dataclass

FORMATS = ("avif", "webp")  # the best one first; the last is what every browser shows
FALLBACK = FORMATS[-1]


@dataclass(frozen=True)
class Place:
    resizings: tuple  # Wagtail's filters, the smallest size first
    sizes: str = ""

    def specs(self, picture_format):
        return [spec(resizing, picture_format) for resizing in self.resizings]


def spec(resizing, picture_format):
    return f"{resizing}|format-{picture_format}"


PLACES = {
    "lead": Place(("width-720", "width-1280"), "(min-width: 62rem) 35rem, 92vw"),
    "body": Place(("width-720", "width-1280"), "(min-width: 48rem) 43rem, 92vw"),
    "card": Place(("fill-400x225", "fill-800x450"), "(min-width: 64rem) 23rem, (min-width: 44rem) 45vw, 92vw"),
    "featured": Place(("fill-400x225", "fill-800x450"), "(min-width: 64rem) 42rem, (min-width: 44rem) 45vw, 92vw"),
    "thumbnail": Place(("fill-240x180", "fill-480x360"), "(min-width: 48rem) 14rem, 46vw"),
    "large": Place(("max-1600x1600",)),
    "logo": Place(("max-320x160",)),
    "photo": Place(("fill-160x160",)),
}
RESIZINGS = tuple(dict.fromkeys(one for place in PLACES.values() for one in place.resizings))
# What a picture needs to be seen at all.
FIRST = tuple(dict.fromkeys(spec(place.resizings[0], FALLBACK) for place in PLACES.values()))
# The cheap ones first.
SPECS = tuple(spec(one, picture_format) for picture_format in reversed(FORMATS) for one in RESIZINGS)
