"""Pictures made by Pillow, for everything that decodes one."""

from io import BytesIO

from PIL import Image


def picture(width: int = 92, high: int = 112, kind: str = "PNG", colour: str = "#FF0000") -> bytes:
    """A picture of one colour as a file."""
    out = BytesIO()
    Image.new("RGB", (width, high), colour).save(out, kind)
    return out.getvalue()
