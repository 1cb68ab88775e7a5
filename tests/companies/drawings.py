"""Pictures made up for tests."""

import io

from PIL import Image


def a_png(shade: int = 0, size: tuple[int, int] = (64, 48)) -> bytes:
    """A picture of one colour."""
    return drawn(Image.new("RGB", size, (shade, 120, 200)), "PNG")


def drawn(picture: Image.Image, form: str, **options: object) -> bytes:
    """The picture as a file."""
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()
