"""Reads finished PDFs back: what is printed where, and the structure, independently of the code that wrote them."""

import io
import re
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw
from PIL import Image

MONEY = re.compile(r"[\u2212+]?[\d,]+\.\d\d")

type PageRows = list[list[str]]


def rows(pdf: bytes) -> list[PageRows]:
    """For each page the lines from top to bottom, each as its texts from left to right."""
    found: list[PageRows] = []
    for page in placed(pdf):
        lines: dict[float, list[tuple[float, str]]] = {}
        for x, y, text in page:
            lines.setdefault(round(y, 1), []).append((x, text))
        found.append([[text for _, text in sorted(lines[y])] for y in sorted(lines, reverse=True)])
    return found


def placed(pdf: bytes) -> list[list[tuple[float, float, str]]]:
    """For each page its texts, each with the left end of its baseline in points from the lower left corner."""
    found: list[list[tuple[float, float, str]]] = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            texts = []
            for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], textpage=page.get_textpage()):
                _, _, _, _, x, y = item.get_matrix().get()
                texts.append((x, y, item.extract().strip()))
            found.append(texts)
    return found


def flat(pdf: bytes) -> list[str]:
    """All texts of all pages."""
    return [text for page in rows(pdf) for row in page for text in row]


def minor(text: str) -> int:
    """A printed figure of two decimals in minor units."""
    assert MONEY.fullmatch(text), text
    return int(text.replace(",", "").replace(".", "").replace("\u2212", "-").replace("+", ""))


def row_of(page: PageRows, first: str) -> list[str]:
    """The line that begins with a text."""
    return next(row for row in page if row[0].startswith(first))


def between(page: PageRows, first: str, last: str) -> PageRows:
    """The lines after the one that begins with `first`, before the one that begins with `last`."""
    starts = [row[0] for row in page]
    start = next(i for i, text in enumerate(starts) if text.startswith(first))
    end = next(i for i, text in enumerate(starts) if i > start and text.startswith(last))
    return page[start + 1 : end]


def picture(pdf: bytes, page: int, scale: float) -> Image.Image:
    """A page as a grey picture."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[page].render(scale=scale).to_pil().convert("L")


def structure(pdf: bytes) -> dict[str, Any]:
    """Kinds of elements with their number; asserts that all drawing is marked and the parent tree is complete."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    tree = reader.trailer["/Root"]["/StructTreeRoot"]
    numbers = tree["/ParentTree"]["/Nums"]
    for index, page in enumerate(reader.pages):
        depth, identifiers = 0, []
        for operands, operator in pypdf.generic.ContentStream(page.get_contents(), reader).operations:
            if operator in (b"BDC", b"BMC"):
                depth += 1
                if operator == b"BDC":
                    identifiers.append(int(operands[1]["/MCID"]))
            elif operator == b"EMC":
                depth -= 1
            elif operator in (b"Tj", b"TJ", b"f", b"f*", b"S", b"B", b"b"):
                assert depth > 0, "something is drawn outside marked content"
        assert depth == 0
        assert identifiers == list(range(len(identifiers)))
        assert len(numbers[2 * index + 1].get_object()) == len(identifiers)
    kinds: dict[str, Any] = {}
    stack = [tree]
    while stack:
        node = stack.pop().get_object()
        if "/S" in node:
            kinds[node["/S"]] = kinds.get(node["/S"], 0) + 1
        stack += [kid for kid in node.get("/K", []) if "/K" in kid.get_object()]
    return kinds
