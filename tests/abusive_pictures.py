"""Pictures that mean harm, or only bring trouble: made here, small, and some of them claiming to be very large.

``PICTURES`` is ``{what it is: Upload}``; ``keeps`` says whether it becomes a picture all the same.
"""

import gzip
import io
import struct
import zlib
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo
from pillow_heif import HeifImagePlugin  # noqa: F401  Pillow writes HEIC with it

SECRET = "SECRET Aytən 40.3777 49.8920"  # what nobody may find in any file that is kept
SCRIPT = "<script>alert(document.domain)</script>"
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>{SECRET}</exif:GPSLatitude></x:xmpmeta>'.encode()
GPS, ORIENTATION, ARTIST, SERIAL = 0x8825, 0x0112, 0x013B, 0xC62F


@dataclass
class Upload:
    data: bytes
    name: str
    keeps: bool = False
    content_type: str = "image/jpeg"


def picture(mode="RGB", size=(40, 30)):
    """The upper left is red, the rest teal: whether it stands upright can be seen."""
    made = Image.new("RGB", size, "teal")
    ImageDraw.Draw(made).rectangle((0, 0, size[0] // 2 - 1, size[1] // 2 - 1), fill="red")
    return made.convert(mode)


def saved(picture_format, made=None, **options):
    output = io.BytesIO()
    (made or picture()).save(output, picture_format, **options)
    return output.getvalue()


def frames(picture_format, number=3, **options):
    colours = ("red", "green", "blue")
    made = [Image.new("RGB", (20, 20), colours[n % 3]) for n in range(number)]
    return saved(picture_format, made[0], save_all=True, append_images=made[1:], duration=100, **options)


def holed(at):
    made = Image.new("RGBA", (20, 20), "teal")
    made.paste((0, 0, 0, 0), (at, at, at + 9, at + 9))
    return made


def exif(orientation=None):
    made = Image.Exif()
    made[ARTIST] = made[SERIAL] = SECRET.encode().decode("latin-1")
    if orientation:
        made[ORIENTATION] = orientation
    made.get_ifd(GPS).update({1: "N", 2: (40.0, 22.0, 39.7), 3: "E", 4: (49.0, 53.0, 31.2)})
    return made.tobytes()


def turned(orientation):
    """As a telephone stores it that was held in another way."""
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # the transposition that undoes each
    made = picture()
    return saved(
        "JPEG", made.transpose(Image.Transpose(back[orientation])) if orientation > 1 else made, exif=exif(orientation)
    )


def png_chunk(kind, data):
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))


def png(width, height, depth=8, colour=2, pixels=b"", before=b""):
    header = struct.pack("!IIBBBBB", width, height, depth, colour, 0, 0, 0)
    chunks = png_chunk(b"IHDR", header) + before + png_chunk(b"IDAT", zlib.compress(pixels)) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def many_frames(number):
    frame = b"\x21\xf9\x04\x04\x0a\x00\x00\x00\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00"
    return b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff" + frame * number + b"\x3b"


def claiming(data, width, height):
    """A JPEG, AVIF or HEIC that says it is as large as that."""
    for marker in (b"\xff\xc0", b"\xff\xc2"):
        if data.startswith(b"\xff\xd8") and marker in data:
            at = data.index(marker) + 5
            return data[:at] + struct.pack("!HH", height, width) + data[at + 4 :]
    at = data.index(b"ispe") + 8
    return data[:at] + struct.pack("!II", width, height) + data[at + 8 :]


def many_scans(number):
    data = saved("JPEG", progressive=True)
    last, end = data.rindex(b"\xff\xda"), data.rindex(b"\xff\xd9")
    return data[:end] + data[last:end] * number + data[end:]


def iptc():
    """A JPEG with Photoshop's block, in which agencies and newspapers write author and place."""
    record = b"\x1c\x02\x50" + struct.pack("!H", len(SECRET.encode())) + SECRET.encode()
    block = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack("!I", len(record)) + record
    data = saved("JPEG")
    return data[:2] + b"\xff\xed" + struct.pack("!H", len(block) + 2) + block + data[2:]


def texts(**more):
    made = PngInfo()
    for key, text in {"Author": SECRET, "GPS": SECRET, **more}.items():
        made.add_text(key, text)
        made.add_itxt(f"i{key}", text, zip=True)
    return made


def printers_profile():
    """No CMYK profile is free to be carried here: an RGB one that does not fit is what many files have, too."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + SECRET.encode()


def svg(inside, attributes="", before=""):
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


JPEG, PNG, GIF, WEBP = (saved(one) for one in ("JPEG", "PNG", "GIF", "WEBP"))
AVIF, HEIC = saved("AVIF", picture(size=(64, 48))), saved("HEIF", picture(size=(64, 48)))
ZIP = b"PK\x03\x04" + b"\0" * 26 + b"PK\x05\x06" + b"\0" * 18
TIFF_BOMB = b"II*\0\x08\0\0\0\x03\0" + b"".join(
    struct.pack("<HHII", tag, 4, 1, value) for tag, value in ((256, 90_000), (257, 90_000), (262, 1))
) + b"\0\0\0\0"  # fmt: skip
EXECUTABLE = b"MZ\x90\0" + b"\0" * 60 + b"PE\0\0This program cannot be run in DOS mode."

BOMBS = {
    "PNG that claims 900 million pixels": Upload(png(30_000, 30_000), "a.png"),
    "PNG of 121 million white pixels in 15 kB": Upload(png(11_000, 11_000, 1, 0, b"\0" * 11_000 * 1_376), "a.png"),
    "PNG with a text that unpacks to 40 MB": Upload(
        png(1, 1, pixels=b"\0" * 4, before=png_chunk(b"zTXt", b"a\0\0" + zlib.compress(b"A" * 40_000_000))), "a.png"
    ),
    "PNG with a profile that unpacks to 40 MB": Upload(
        png(1, 1, pixels=b"\0" * 4, before=png_chunk(b"iCCP", b"a\0\0" + zlib.compress(b"A" * 40_000_000))), "a.png"
    ),
    "APNG that claims four billion frames": Upload(
        png(1, 1, pixels=b"\0" * 4, before=png_chunk(b"acTL", struct.pack("!II", 2**32 - 1, 0))), "a.png", keeps=True
    ),
    "GIF that claims four billion pixels": Upload(GIF[:6] + b"\xff\xff\xff\xff" + GIF[10:], "a.gif"),
    "GIF of 20,000 frames": Upload(many_frames(20_000), "a.gif"),
    "WebP that claims 268 million pixels": Upload(
        b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xfe\x3f\0\xfe\x3f\0", "a.webp"
    ),
    "JPEG that claims four billion pixels": Upload(claiming(JPEG, 65_000, 65_000), "a.jpg"),
    "progressive JPEG that claims 81 million pixels": Upload(
        claiming(saved("JPEG", progressive=True), 9_000, 9_000), "a.jpg"
    ),
    "progressive JPEG of 3,000 scans": Upload(many_scans(3_000), "a.jpg"),
    "AVIF that claims 900 million pixels": Upload(claiming(AVIF, 30_000, 30_000), "a.avif"),
    "HEIC that claims 900 million pixels": Upload(claiming(HEIC, 30_000, 30_000), "a.heic"),
    "TIFF that claims eight billion pixels": Upload(TIFF_BOMB, "a.tiff"),
    "TIFF bomb that calls itself JPEG": Upload(TIFF_BOMB, "a.jpg"),
}
POLYGLOTS = {
    "GIF and JavaScript": Upload(
        GIF[:6] + b"/*" + b"\x10\0" + GIF[10:] + b"*/=1;alert(1)//" + SCRIPT.encode(), "a.gif", keeps=True
    ),
    "GIF with a page in its comment": Upload(saved("GIF", comment=SCRIPT.encode()), "a.gif", keeps=True),
    "PNG and HTML": Upload(saved("PNG", pnginfo=texts(Title=SCRIPT)) + SCRIPT.encode(), "a.png", keeps=True),
    "JPEG and ZIP": Upload(JPEG + ZIP + SCRIPT.encode(), "a.jpg", keeps=True),
    "JPEG and PHP": Upload(saved("JPEG", comment=b"<?php system($_GET[0]); ?>" + SCRIPT.encode()), "a.jpg", keeps=True),
    "JPEG with a page in its EXIF": Upload(saved("JPEG", exif=exif() + SCRIPT.encode()), "a.jpg", keeps=True),
    "WebP with a page behind it": Upload(WEBP + SCRIPT.encode(), "a.webp", keeps=True),
    "PDF that calls itself JPEG": Upload(b"%PDF-1.7\n" + SCRIPT.encode(), "a.jpg"),
    "ZIP that calls itself JPEG": Upload(ZIP, "a.jpg"),
    "PNG in its first bytes, then a page": Upload(PNG[:8] + SCRIPT.encode(), "a.png"),
}
SVGS = {
    "SVG with a script": Upload(svg(SCRIPT), "a.svg", content_type="image/svg+xml"),
    "SVG with a page in it": Upload(svg(f"<foreignObject><body>{SCRIPT}</body></foreignObject>"), "a.svg"),
    "SVG that fetches a file": Upload(
        svg("&x;", before='<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "a.svg"
    ),
    "SVG that runs when it is loaded": Upload(svg("", 'onload="alert(1)"'), "a.svg"),
    "SVG that calls itself PNG": Upload(svg(SCRIPT), "a.png", content_type="image/png"),
    "packed SVG": Upload(gzip.compress(svg(SCRIPT)), "a.svgz"),
}
LIES = {
    "PNG that calls itself JPEG": Upload(PNG, "a.jpg", keeps=True),
    "JPEG that calls itself PNG": Upload(JPEG, "a.png", keeps=True),
    "WebP that calls itself GIF": Upload(WEBP, "a.gif", keeps=True),
    "HEIC that calls itself JPEG": Upload(HEIC, "IMG_0001.JPG", keeps=True),
    "JPEG sent as a page": Upload(JPEG, "a.jpg", keeps=True, content_type="text/html"),
    "JPEG that calls itself a page": Upload(JPEG, "a.html", keeps=True),
    "page that calls itself PNG": Upload(SCRIPT.encode(), "a.png"),
    "program that calls itself PNG": Upload(EXECUTABLE, "a.png"),
    "PostScript that calls itself JPEG": Upload(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "a.jpg"),
    "BMP": Upload(saved("BMP"), "a.bmp"),
    "icon that calls itself PNG": Upload(saved("ICO"), "a.png"),
}
BROKEN = {
    "empty": Upload(b"", "a.jpg"),
    "half a JPEG": Upload(saved("JPEG", Image.effect_noise((90, 90), 80))[:2000], "a.jpg"),
    "half a PNG": Upload(PNG[: len(PNG) // 2], "a.png"),
    "half a WebP": Upload(WEBP[: len(WEBP) // 2], "a.webp"),
    "half an AVIF": Upload(AVIF[: len(AVIF) // 2], "a.avif"),
    "half a HEIC": Upload(HEIC[: len(HEIC) // 2], "a.heic"),
    "noise": Upload(bytes((n * n * 7) % 256 for n in range(4000)), "a.jpg"),
    "PNG of no height": Upload(png(1, 0), "a.png"),
    "JPEG with a damaged EXIF": Upload(
        saved("JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff" + b"\xff" * 40), "a.jpg", keeps=True
    ),
}
NAMES = {
    "a name that climbs": Upload(JPEG, "../../../../static/js/page.jpg", keeps=True),
    "a name that climbs on Windows": Upload(JPEG, "..\\..\\C:\\page.jpg", keeps=True),
    "a name with a NUL": Upload(JPEG, "page.php\0.jpg", keeps=True),
    "a name written backwards": Upload(JPEG, "a\u202egpj.exe.jpg", keeps=True),
    "a name of 250 letters": Upload(JPEG, "ə" * 250 + ".jpg", keeps=True),
    "a name of pictures": Upload(JPEG, "🏫👧🏽📷.jpg", keeps=True),
    "a name that is a page": Upload(JPEG, 'x"><img src=x onerror=alert(1)>.jpg', keeps=True),
    "a name with two endings": Upload(JPEG, "shell.php.jpg", keeps=True),
    "a name of an ending": Upload(JPEG, ".jpg", keeps=True),
    "a name without one": Upload(JPEG, "photo", keeps=True),
    "a name for a server": Upload(JPEG, ".htaccess", keeps=True),
    "a name of line ends": Upload(JPEG, "a%0d%0aSet-Cookie: a=b.jpg", keeps=True),
}
SECRETS = {
    f"{one} with a place in its EXIF": Upload(saved(one, exif=exif()), f"a.{one.lower()}", keeps=True)
    for one in ("JPEG", "PNG", "WEBP", "AVIF")
} | {
    "HEIC with a place in its EXIF": Upload(
        saved("HEIF", picture(size=(64, 48)).transpose(Image.Transpose.ROTATE_90), exif=exif(6), xmp=XMP),
        "IMG_0002.HEIC",
        keeps=True,
    ),
    "MPO with a second picture and a place": Upload(
        saved("MPO", save_all=True, append_images=[picture()], exif=exif()), "a.jpg", keeps=True
    ),
    "JPEG with XMP": Upload(saved("JPEG", xmp=XMP), "a.jpg", keeps=True),
    "WebP with XMP": Upload(saved("WEBP", xmp=XMP), "a.webp", keeps=True),
    "PNG with XMP": Upload(saved("PNG", pnginfo=texts(**{"XML:com.adobe.xmp": XMP.decode()})), "a.png", keeps=True),
    "AVIF with XMP": Upload(saved("AVIF", xmp=XMP), "a.avif", keeps=True),
    "JPEG with IPTC": Upload(iptc(), "a.jpg", keeps=True),
    "JPEG with a comment": Upload(saved("JPEG", comment=SECRET.encode()), "a.jpg", keeps=True),
    "JPEG with a profile that tells": Upload(saved("JPEG", icc_profile=printers_profile()), "a.jpg", keeps=True),
    "GIF with a comment": Upload(frames("GIF", comment=SECRET.encode()), "a.gif", keeps=True),
    "moving WebP with a place": Upload(frames("WEBP", exif=exif(), xmp=XMP), "a.webp", keeps=True),
    "moving PNG with a place": Upload(frames("PNG", exif=exif(), pnginfo=texts()), "a.png", keeps=True),
    "moving AVIF with a place": Upload(frames("AVIF", exif=exif(), xmp=XMP), "a.avif", keeps=True),
}
KINDS = {
    "JPEG of four inks": Upload(saved("JPEG", picture("CMYK")), "a.jpg", keeps=True),
    "JPEG of four inks with a profile": Upload(
        saved("JPEG", picture("CMYK"), icc_profile=printers_profile()), "a.jpg", keeps=True
    ),
    "grey of 16 bits": Upload(png(2, 1, 16, 0, b"\0\x10\0\xf0\0"), "a.png", keeps=True),
    "colour of 16 bits": Upload(png(1, 1, 16, 2, b"\0" + b"\xff\0" * 3), "a.png", keeps=True),
    "palette with a hole": Upload(saved("PNG", picture("P"), transparency=0), "a.png", keeps=True),
    "grey with a hole": Upload(saved("PNG", picture("LA")), "a.png", keeps=True),
    "black and white": Upload(saved("PNG", picture("1")), "a.png", keeps=True),
    "HEIC with a hole": Upload(saved("HEIF", picture("RGBA", (64, 48))), "a.heif", keeps=True),
    "moving GIF": Upload(frames("GIF", loop=0), "a.gif", keeps=True),
    "moving GIF with a hole": Upload(
        saved("GIF", holed(0), save_all=True, append_images=[holed(5), holed(9)], disposal=2), "a.gif", keeps=True
    ),
}
TURNED = {f"turned, as {n}": Upload(turned(n), "a.jpg", keeps=True) for n in range(1, 9)}
PICTURES = {**BOMBS, **POLYGLOTS, **SVGS, **LIES, **BROKEN, **NAMES, **SECRETS, **KINDS, **TURNED}
