"""A written page as a tree, and what holds for every page: used by the tests of whatever package writes one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

_NO_END = {"meta", "input", "br", "rect", "line", "link", "img"}
_INLINE = {"a", "code", "span", "strong"}
_WORD = re.compile(r"[A-Za-zÆØÅæøå]{3,}")


@dataclass
class Node:
    """One element."""

    tag: str
    attributes: dict[str, str]
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def all(self, *tags: str) -> list[Node]:
        return [node for node in self.walk() if node.tag in tags]

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def in_language(self, language: str) -> str:
        """What is seen when the switch stands on the language."""
        return " ".join("".join(self._parts({"da": "en", "en": "da"}[language])).split())

    def _parts(self, hidden: str) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.attributes.get("lang") != hidden:
                apart = "" if child.tag in _INLINE else " "
                yield from (apart, *child._parts(hidden), apart)

    def elements(self) -> list[Node]:
        return [child for child in self.children if isinstance(child, Node)]


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("root", {})
        self.at = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(node)
        if tag not in _NO_END:
            self.at = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.at.children.append(Node(tag, {name: value or "" for name, value in attrs}, self.at))

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag, f"<{self.at.tag}> ends as </{tag}>"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def read_page(path: Path) -> Node:
    """The tree; AssertionError where elements are not closed in their order."""
    builder = _Builder()
    builder.feed(path.read_text(encoding="utf-8"))
    assert builder.at is builder.root, f"<{builder.at.tag}> never ends"
    return builder.root


def faults_of_tables(page: Node) -> list[str]:
    """Tables without a caption in both languages, without headers, or with rows that do not fit under them."""
    found = []
    for table in page.all("table"):
        captions = table.all("caption")
        name = captions[0].in_language("en") if captions else "?"
        if len(captions) != 1 or not captions[0].in_language("da") or not name:
            found.append(f"{name}: caption")
        heads = [head for part in table.all("thead") for head in part.all("th")]
        if not heads or any(head.attributes.get("scope") != "col" or not head.in_language("en") for head in heads):
            found.append(f"{name}: headers of columns")
        rows = [row for part in table.all("tbody") for row in part.all("tr")]
        if not rows:
            found.append(f"{name}: no row")
        for row in rows:
            wide = sum(int(cell.attributes.get("colspan", 1)) for cell in row.elements())
            if wide != len(heads):
                found.append(f"{name}: {wide} cells under {len(heads)} headers")
            if not any(cell.attributes.get("scope") == "row" for cell in row.all("th")):
                found.append(f"{name}: a row without a header")
    return found


def faults_of_frame(page: Node) -> list[str]:
    """Landmarks, headings in order, unique ids, a skip link, names for what has no text."""
    found = []
    html = page.all("html")[0]
    if html.attributes.get("lang") != "da" or not page.all("title")[0].text.strip():
        found.append("language or title of the page")
    landmarks = ("header", "nav", "main", "footer", "h1")
    found += [f"not one {landmark}" for landmark in landmarks if len(page.all(landmark)) != 1]
    ids = [node.attributes["id"] for node in page.walk() if "id" in node.attributes]
    found += [f"id {name} twice" for name in {name for name in ids if ids.count(name) > 1}]
    for node in page.walk():
        for name in node.attributes.get("aria-labelledby", "").split():
            if name not in ids:
                found.append(f"label {name} is nowhere")
    if page.all("a")[0].attributes["href"] != f"#{page.all('main')[0].attributes.get('id')}":
        found.append("the first link does not skip to the content")
    levels = [int(node.tag[1]) for node in page.walk() if re.fullmatch(r"h[1-6]", node.tag)]
    found += [f"h{above} before h{below}" for above, below in pairwise(levels) if below > above + 1]
    found += ["a picture without a name" for svg in page.all("svg") if "aria-labelledby" not in svg.attributes]
    found += [f"loads {node.attributes['src']}" for node in page.walk() if "src" in node.attributes]
    return found


def faults_of_language(page: Node, neutral: set[str]) -> list[str]:
    """Text that stands in one language only: every span has its twin, and what has no language is no word."""
    found = []

    def look(node: Node) -> None:
        if (
            node.tag in ("script", "style", "title", "label", "legend", "code")
            or node.attributes.get("class") == "hash"
        ):
            return
        twins = [child for child in node.elements() if "lang" in child.attributes and child.tag != "html"]
        for da, en in zip(twins[::2], [*twins[1::2], *twins[-1:]], strict=False):
            if (da.attributes["lang"], en.attributes["lang"]) != ("da", "en"):
                found.append(f"no twin: {da.text}")
            elif not (da.text.strip() and en.text.strip()):
                found.append(f"empty twin: {da.text}{en.text}")
        for child in node.children:
            if isinstance(child, str):
                found.extend(f"one language: {word}" for word in _WORD.findall(child) if word.lower() not in neutral)
            elif "lang" not in child.attributes or child.tag == "html":
                look(child)

    look(page)
    return found


def dead_links(path: Path, page: Node) -> list[str]:
    """Links to a page or a place on it that is not there. Every link is relative: nothing is fetched from elsewhere."""
    found = []
    for link in page.all("a"):
        href = link.attributes["href"]
        target, _, place = href.partition("#")
        file = (path.parent / unquote(target)).resolve() if target else path
        there = "//" not in href and file.is_file()
        if there and place and file.suffix == ".html":
            there = f'id="{place}"' in file.read_text(encoding="utf-8")
        found += [] if there else [href]
    return found
