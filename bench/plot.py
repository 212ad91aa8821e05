"""A plot of times against the number of pages, as an SVG that needs nothing from anywhere."""

from html import escape
from math import log10

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 60, 130, 48, 56
COLOURS = ("#0b6e75", "#b3541e", "#5b4b9a", "#2f7d32", "#7a2048", "#555555")


def plot(series, title, note):
    """``series`` is ``{name: {number of pages: milliseconds}}``; both axes are logarithmic."""
    sizes = sorted({size for values in series.values() for size in values})
    times = [value for values in series.values() for value in values.values()]
    low, high = floor(min(times)), ceiling(max(times))
    x_of = scale(sizes[0], sizes[-1], LEFT, WIDTH - RIGHT)
    y_of = scale(low, high, HEIGHT - BOTTOM, TOP)
    parts = [text(LEFT, 26, title, size=16, weight="bold"), text(LEFT, HEIGHT - 8, note, size=11)]
    for value in steps(low, high):
        parts.append(line([(LEFT, y_of(value)), (WIDTH - RIGHT, y_of(value))], "#d5d9db", 1))
        parts.append(text(LEFT - 8, y_of(value) + 4, f"{value:g} ms", anchor="end"))
    for size in sizes:
        parts.append(text(x_of(size), HEIGHT - BOTTOM + 20, f"{size:,}", anchor="middle"))
    ends = []
    for (name, values), colour in zip(series.items(), COLOURS, strict=False):
        points = [(x_of(size), y_of(values[size])) for size in sorted(values)]
        parts.append(line(points, colour, 2.5))
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in points]
        ends.append((points[-1], name, colour))
    below = TOP
    for (x, y), name, colour in sorted(ends, key=lambda end: end[0][1]):
        below = max(y, below + 15)  # names that would lie on each other
        parts.append(text(x + 10, below + 4, name, colour=colour, weight="bold"))
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="sans-serif">\n'
        f'<title>{escape(title)}</title>\n<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n{body}\n</svg>\n'
    )


def scale(low, high, start, end):
    span = log10(high / low) or 1
    return lambda value: start + (end - start) * log10(value / low) / span


def steps(low, high):
    value = low
    while value <= high:
        yield value
        value = next(one for one in (2 * nearest(value), 5 * nearest(value), 10 * nearest(value)) if one > value)


def nearest(value):
    """The power of ten at or below a value."""
    power = 1.0
    while power > value:
        power /= 10
    while power * 10 <= value:
        power *= 10
    return power


def floor(value):
    return max(step * nearest(value) for step in (1, 2, 5) if step * nearest(value) <= value)


def ceiling(value):
    return min(step * nearest(value) for step in (1, 2, 5, 10) if step * nearest(value) >= value)


def line(points, colour, width):
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def text(x, y, content, *, size=12, anchor="start", colour="#222", weight="normal"):
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}" '
        f'font-weight="{weight}">{escape(content)}</text>'
    )
