"""Who may import whom, read from the table in docs/architecture.md: the document is the rule."""

import ast
import re
from pathlib import Path

import pytest

from dagster_project.settings import PROJECT_ROOT

PACKAGE = PROJECT_ROOT / "dagster_project"
TABLE_ROW = re.compile(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)
OPEN_TO_ALL = {"settings", "outcomes", "timings", "secret", "error_words", "apart"}  # what everything may lean on
EXCEPTIONS: frozenset[tuple[str, str]] = frozenset()


def rules() -> dict[str, set[str]]:
    """Package → packages that it may import, with what those may import."""
    text = (PROJECT_ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = {
        name: allowed
        for name, allowed in TABLE_ROW.findall(text)
        if (PACKAGE / name).is_dir() or (PACKAGE / name).with_suffix(".py").is_file()
    }
    found: dict[str, set[str]] = {}
    for name, allowed in rows.items():
        above = set(found)
        if allowed.strip() in ("all", "all above"):
            found[name] = {path.stem for path in PACKAGE.iterdir()} if allowed.strip() == "all" else above
        else:
            named = {part.strip(" `") for part in allowed.split(",")} & set(rows)
            found[name] = named.union(*(found.get(other, set()) for other in named))
    return found


def imports(path: Path) -> set[str]:
    """Packages of ours that a module imports, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == PACKAGE.name:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    ours = {path.stem for path in PACKAGE.iterdir()}
    return {name.split(".")[1] for name in names if name.startswith(f"{PACKAGE.name}.")} & ours


@pytest.mark.parametrize("package", sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py")))
def test_a_package_imports_only_what_the_document_allows(package):
    allowed = rules()[package] | OPEN_TO_ALL | {package}
    broken = {
        (str(path.relative_to(PACKAGE)), other)
        for path in sorted((PACKAGE / package).rglob("*.py"))
        for other in imports(path) - allowed
    }
    assert broken - EXCEPTIONS == set()


@pytest.mark.parametrize("name", sorted(OPEN_TO_ALL))
def test_what_everyone_imports_imports_nothing_that_could_come_back(name):
    assert imports(PACKAGE / f"{name}.py") <= OPEN_TO_ALL


def test_the_rule_can_be_broken(tmp_path):
    module = tmp_path / "module.py"
    module.write_text(
        "def late():\n    from dagster_project.defs import jobs\n    import dagster_project.publish.run\n"
    )
    assert imports(module) == {"defs", "publish"}
    assert "defs" not in rules()["reader"]
