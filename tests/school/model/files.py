"""Generation of small valid PDF documents and PNG images."""

from functools import cache
import struct
import zlib


def pdf(title: str, *lines: str) -> bytes:
    """Return a one-page PDF document with a title and some lines."""
    shown = [f"BT /F1 18 Tf 60 780 Td ({_escaped(title)}) Tj ET"]
    shown += [
        f"BT /F1 12 Tf 60 {750 - 18 * index} Td ({_escaped(line)}) Tj ET"
        for index, line in enumerate(lines)
    ]
    stream = "\n".join(shown).encode("cp1252", "replace")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        (
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
            b" /Encoding /WinAnsiEncoding >>"
        ),
    )
    document = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(document))
        document += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(document)
    document += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    document += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    document += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return document + b"startxref\n%d\n%%%%EOF\n" % start


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


type Color = tuple[int, int, int]


def png(rows: list[list[Color]]) -> bytes:
    """Return a truecolor PNG image from its rows of pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    pixels = b"".join(
        b"\0" + bytes(part for dot in row for part in dot) for row in rows
    )
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(pixels))
        + chunk(b"IEND", b"")
    )


@cache
def portrait(background: Color, skin: Color, size: int = 96) -> bytes:
    """Return a drawn head and shoulders, used as a photo."""

    def dot(x: int, y: int) -> Color:
        across, head, body = x - size / 2, y - size * 0.4, y - size * 1.05
        if across**2 + head**2 < (size * 0.22) ** 2:
            return skin
        if across**2 + body**2 < (size * 0.42) ** 2:
            return (max(skin[0] - 90, 0), max(skin[1] - 60, 0), skin[2])
        return background

    return png([[dot(x, y) for x in range(size)] for y in range(size)])


@cache
def diagram(color: Color, size: int = 64) -> bytes:
    """Return a drawing of rising steps, used in a worksheet."""
    white: Color = (255, 255, 255)
    return png(
        [
            [color if (size - y) // 8 <= x // 8 else white for x in range(size)]
            for y in range(size)
        ]
    )
