"""A camera for the browser: it sees whatever picture was put before it last."""

import io
from pathlib import Path

from PIL import Image

WIDTH, HEIGHT = 1280, 720
_HEIGHT_OF_PICTURE = 600


class Camera:
    """Chromium reads the file whenever a page opens the camera."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.see(b"")

    def see(self, picture: bytes) -> None:
        """Put a PNG before the lens, or nothing."""
        view = Image.new("RGB", (WIDTH, HEIGHT), "white")
        if picture:
            shown = Image.open(io.BytesIO(picture)).convert("RGB")
            size = (round(shown.width * _HEIGHT_OF_PICTURE / shown.height), _HEIGHT_OF_PICTURE)
            view.paste(shown.resize(size), ((WIDTH - size[0]) // 2, (HEIGHT - size[1]) // 2))
        light, blue, red = view.convert("YCbCr").split()
        half = (WIDTH // 2, HEIGHT // 2)
        frame = light.tobytes() + blue.resize(half).tobytes() + red.resize(half).tobytes()
        head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode()
        self.file.write_bytes(head + (b"FRAME\n" + frame) * 2)
