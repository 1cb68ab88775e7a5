"""Pictures for the demo's offers, drawn here so that nobody else's rights are touched."""

import io
from math import sin

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 800
_SKY, _WATER, _PAPER, _TABLE = (214, 234, 248), (36, 113, 163), (250, 243, 224), (141, 85, 36)
_SPINES = ((176, 58, 46), (31, 97, 141), (20, 143, 119), (183, 149, 11), (108, 52, 131), (97, 106, 107))

_BANDS = ((31, 97, 141), (20, 120, 100), (146, 72, 46), (108, 52, 131), (120, 102, 30), (52, 73, 94))


def waves() -> bytes:
    """A pool: bands of water under a pale sky."""
    image, pen = _sheet(_SKY)
    for band in range(6):
        top = 240 + band * 95
        blue = tuple(part - band * 5 for part in _WATER)
        crest = [(x, top + 22 * sin(x / 90 + band * 1.3)) for x in range(0, WIDTH + 20, 20)]
        pen.polygon([*crest, (WIDTH, HEIGHT), (0, HEIGHT)], fill=(blue[0] + band * 8, blue[1], blue[2]))
    pen.ellipse((920, 60, 1080, 220), fill=(249, 215, 113))
    return _png(image)


def shelf() -> bytes:
    """A shelf of books."""
    image, pen = _sheet(_PAPER)
    for row in range(2):
        floor, left = 380 + row * 360, 40
        for number in range(22):
            width, height = 34 + number * 7 % 29, 210 + number * 53 % 90
            pen.rectangle(
                (left, floor - height, left + width, floor), fill=_SPINES[(number + row) % len(_SPINES)]
            )
            left += width + 4
        pen.rectangle((0, floor, WIDTH, floor + 24), fill=_TABLE)
    return _png(image)


def cake() -> bytes:
    """Two pieces of cake on a plate."""
    image, pen = _sheet(_TABLE)
    pen.ellipse((200, 60, 1000, 740), fill=(245, 245, 245))
    pen.pieslice((300, 140, 900, 660), 200, 250, fill=(160, 64, 0), outline=_PAPER, width=14)
    pen.pieslice((300, 140, 900, 660), 280, 330, fill=(202, 111, 30), outline=_PAPER, width=14)
    return _png(image)


def banner(number: int) -> bytes:
    """Coloured bands and a sun, another one for every number."""
    ground = _BANDS[number % len(_BANDS)]
    image, pen = _sheet((244, 240, 232))
    sun = 160 + number * 137 % 880
    pen.ellipse((sun - 130, 90, sun + 130, 350), fill=(249, 215, 113))
    for band in range(4):
        top = 340 + band * 110
        crest = [
            (x, top + 60 * sin(x / (150 + number * 11 % 90) + band * 1.1 + number))
            for x in range(0, WIDTH + 20, 20)
        ]
        shade = tuple(min(255, part + 28 * (3 - band)) for part in ground)
        pen.polygon([*crest, (WIDTH, HEIGHT), (0, HEIGHT)], fill=(shade[0], shade[1], shade[2]))
    return _png(image)


def _sheet(colour: tuple[int, int, int]) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (WIDTH, HEIGHT), colour)
    return image, ImageDraw.Draw(image)


def _png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.reduce(2).save(stream, "PNG")
    return stream.getvalue()
