import segno


def qr_svg(address):
    """The QR code of an address as SVG without style or script, four modules of quiet zone around it."""
    return segno.make(address, error="m", micro=False).svg_inline(
        scale=1, border=4, omitsize=True, svgclass=None, lineclass=None
    )
