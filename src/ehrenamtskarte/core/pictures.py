"""Uploaded pictures: told by their content, decoded in a bounded process, encoded anew without anything but pixels."""

import io

import msgspec
from PIL import Image, ImageCms, ImageOps

from ehrenamtskarte.core import bounded
from ehrenamtskarte.core.bounded_process import Limits
from ehrenamtskarte.core.errors import Invalid, TooLarge

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LARGE, SMALL = 1600, 480
"""The longer side in pixels, at most."""
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 82
_ORIENTATION = 0x0112
_LIMITS = Limits(memory_bytes=1024 * 1024 * 1024, processor_seconds=15, seconds=20.0)


class PictureTooLarge(TooLarge):
    """More bytes than a photograph needs."""

    de = "Das Bild ist größer als 10 MB. Bitte verkleinern Sie es."
    en = "The picture is larger than 10 MB. Please make it smaller."


class PictureUnreadable(Invalid):
    """No picture in a format we take, or a damaged one."""

    de = "Das ließ sich nicht als Bild lesen. Bitte nehmen Sie ein Foto im Format JPEG, PNG oder WebP."
    en = "This could not be read as a picture. Please use a photo in the format JPEG, PNG or WebP."


class PictureTooManyPixels(Invalid):
    """Small as a file, huge when unpacked."""

    de = "Das Bild hat mehr als 40 Megapixel. Bitte verkleinern Sie es."
    en = "The picture has more than 40 megapixels. Please make it smaller."


class Encoded(msgspec.Struct, frozen=True):
    """One picture in two sizes as WebP; width and height are those of the large one."""

    large: bytes
    small: bytes
    width: int
    height: int


_REFUSALS = bounded.Refusals(
    own={kind.__name__: kind for kind in (PictureUnreadable, PictureTooManyPixels)},
    too_much=PictureTooManyPixels,
    broken=PictureUnreadable,
)


async def encoded(content: bytes) -> Encoded:
    """A picture somebody uploaded, upright and without metadata; of a moving one the first frame.

    Raises PictureTooLarge, PictureUnreadable, PictureTooManyPixels, each with the field `data`.
    """
    if len(content) > MOST_BYTES:
        raise PictureTooLarge(field="data")
    if not _looks_like_a_picture(content):
        raise PictureUnreadable(field="data")
    return await bounded.run(encode, content, _REFUSALS, _LIMITS)


def _looks_like_a_picture(content: bytes) -> bool:
    return content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (
        content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    )


def encode(content: bytes) -> Encoded:
    """The work itself, for the bounded process. Raises PictureUnreadable, PictureTooManyPixels."""
    Image.MAX_IMAGE_PIXELS = None  # ours is stricter, and tells it in a sentence
    try:
        picture = Image.open(io.BytesIO(content), formats=FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise PictureTooManyPixels(field="data")
        large = _upright(picture)
        small = large.copy()
        small.thumbnail((SMALL, SMALL))
        return Encoded(_webp(large), _webp(small), *large.size)
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise PictureUnreadable(field="data") from error


def _upright(picture: Image.Image) -> Image.Image:
    """The first frame, small enough, in the colours of the web and turned as its camera was held."""
    turned = picture.getexif().get(_ORIENTATION, 1)
    profile = picture.info.get("icc_profile")
    # A JPEG is decoded at a fraction of its size where that is enough.
    picture.draft(None, (LARGE, LARGE))
    frame = picture.convert("RGBA") if picture.has_transparency_data else picture
    if frame.mode not in ("RGB", "RGBA", "CMYK"):
        frame, profile = _light(frame).convert("RGB"), None
    frame.thumbnail((LARGE, LARGE))
    frame = _in_web_colours(frame, profile)
    frame.getexif()[_ORIENTATION] = turned
    return ImageOps.exif_transpose(frame)


def _light(frame: Image.Image) -> Image.Image:
    """Sixteen bits of grey as eight; converting alone would cut them off at white."""
    return frame.point(lambda value: value / 256, "L") if frame.mode.startswith("I;16") else frame


def _in_web_colours(frame: Image.Image, profile: bytes | None) -> Image.Image:
    """The frame in sRGB, for its profile is dropped with the rest."""
    wanted = "RGBA" if frame.mode == "RGBA" else "RGB"
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            changed = ImageCms.profileToProfile(frame, source, target, outputMode=wanted)
            if changed is not None:
                return changed
        except (ImageCms.PyCMSError, OSError):
            pass  # an unreadable profile: the colours as they are
    return frame.convert(wanted)


def _webp(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "WEBP", quality=QUALITY, method=4, exif=b"", icc_profile=b"", xmp=b"")
    return stream.getvalue()
