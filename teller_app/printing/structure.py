"""The tagged structure of a PDF (PRINT 10): a tree of elements, marked content on the pages, and XMP metadata.

The PDF library has no tagging, so this writes through three of its private places: the canvas's code list, the page's
list of keys, and the catalog. The version is pinned, and a test reads the structure back from finished files.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

CONTAINERS = frozenset({"Document", "Sect", "Table", "TR", "L", "LI", "Div"})


@dataclass(eq=False)
class Node:
    """An element; a kid is another element or (page index, marked content id)."""

    kind: str
    attributes: dict[str, str] = field(default_factory=dict)
    kids: list["Node | tuple[int, int]"] = field(default_factory=list)


class Tagger:
    """Opens and closes elements and marked content while a document is drawn. `emit` writes a raw page operator."""

    def __init__(self, emit: Callable[[str], None]) -> None:
        self._emit = emit
        self.root = Node("Document")
        self.current = self.root
        self.marks: list[list[Node]] = [[]]
        self.in_figure = False
        self._artifact = False

    @property
    def silent(self) -> bool:
        """Whether what is drawn now is an artifact: no part of the structure."""
        return self._artifact

    def turn_page(self) -> None:
        """Marked content ids start anew on each page."""
        self.marks.append([])

    @contextmanager
    def element(self, kind: str, **attributes: str) -> Iterator[None]:
        """Everything drawn inside belongs to a new element of this kind."""
        if self._artifact:
            yield
            return
        node, outer = Node(kind, attributes), self.current
        outer.kids.append(node)
        self.current = node
        yield
        self.current = outer

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Footers, running heads and repeated table heads: printed, but not read aloud."""
        outer, self._artifact = self._artifact, True
        yield
        self._artifact = outer

    @contextmanager
    def content(self, kind: str = "P") -> Iterator[None]:
        """Text: marked as the current element, or as a new one of `kind` when that is a container."""
        if self.in_figure:
            yield
        elif self._artifact:
            with self.decoration():
                yield
        else:
            page = len(self.marks) - 1
            node = self.current
            if node.kind in CONTAINERS:
                node = Node(kind)
                self.current.kids.append(node)
            identifier = len(self.marks[page])
            self._emit(f"/{node.kind} <</MCID {identifier}>> BDC")
            node.kids.append((page, identifier))
            self.marks[page].append(node)
            yield
            self._emit("EMC")

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """Rules and boxes."""
        if self.in_figure:
            yield
            return
        self._emit("/Artifact BMC")
        yield
        self._emit("EMC")

    @contextmanager
    def figure(self, alt: str) -> Iterator[None]:
        """A drawing with its alternative text."""
        with self.element("Figure", Alt=alt), self.content():
            outer, self.in_figure = self.in_figure, True
            yield
            self.in_figure = outer


@dataclass(frozen=True)
class About:
    """What the file says of itself."""

    title: str
    subject: str
    number: str
    author: str
    language: str = "en-GB"


def attach(canvas: Canvas, tagger: Tagger, about: About) -> None:
    """Write structure tree, parent tree and XMP into the catalog of a canvas whose last page is shown."""
    document: Any = canvas._doc
    pages = document.Pages.pages
    tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
    tree_reference = document.Reference(tree)
    references: dict[Node, Any] = {}
    tree.dict["K"] = PDFArray([_write(document, pages, tagger.root, tree_reference, references)])
    numbers: list[Any] = []
    for index, nodes in enumerate(tagger.marks):
        page = pages[index]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = index
        page.Tabs = PDFName("S")
        numbers += [index, document.Reference(PDFArray([references[node] for node in nodes]))]
    tree.dict["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
    tree.dict["ParentTreeNextKey"] = len(pages)
    document.Catalog.StructTreeRoot = tree_reference
    document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    stream = PDFStream(
        PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}), _xmp(about).encode(), filters=[]
    )
    document.Catalog.Metadata = document.Reference(stream)


def _write(document: Any, pages: Any, node: Node, parent: Any, references: dict[Node, Any]) -> Any:
    entry = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(node.kind), "P": parent})
    reference = references[node] = document.Reference(entry)
    kids: list[Any] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            kids.append(_write(document, pages, kid, reference, references))
        else:
            page, identifier = kid
            kids.append(
                PDFDictionary({"Type": PDFName("MCR"), "Pg": document.Reference(pages[page]), "MCID": identifier})
            )
    entry.dict["K"] = PDFArray(kids)
    if "Alt" in node.attributes:
        entry.dict["Alt"] = PDFString(node.attributes["Alt"])
    if "Scope" in node.attributes:
        entry.dict["A"] = PDFDictionary({"O": PDFName("Table"), "Scope": PDFName(node.attributes["Scope"])})
    return reference


def _xmp(about: About) -> str:
    title, author, number = escape(f"{about.title} {about.number}"), escape(about.author), escape(about.number)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
        f"<dc:language><rdf:Bag><rdf:li>{about.language}</rdf:li></rdf:Bag></dc:language>"
        f"<dc:identifier>{number}</dc:identifier><xmp:CreatorTool>Coastal Teller</xmp:CreatorTool>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
