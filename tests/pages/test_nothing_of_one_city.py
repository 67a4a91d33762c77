"""What is one city's is data or settings: no word of the code names the city, where it lies or its
tables. (One of them, *pohjoinen*, is the example of an address.)"""

import re
from pathlib import Path

from django.conf import settings

ROOMS = ("cms", "search", "themes", "graphql")
ITS_OWN = ("cms/demo", "cms/settings", "search/analysis", "themes/demo_brands.json")
"""Demo data, our own project's settings, and examples of Finnish words."""
KINDS = {".py", ".html", ".js", ".css", ".svg", ".json", ".toml", ".graphql", ".po", ".md", ".txt"}
OF_ONE_CITY = re.compile(
    r"lahti|lahde|lahte|helsin[kg]|it[aä]inen|etel[aä]inen|keskusta", re.IGNORECASE
)


def files() -> list[str]:
    """Paths of the rooms' own texts."""
    base = settings.BASE_DIR
    found = (path for room in ROOMS for path in (base / room).rglob("*") if path.suffix in KINDS)
    names = (path.relative_to(base).as_posix() for path in found)
    return [name for name in names if not name.startswith(ITS_OWN) and ".min." not in name]


def test_no_file_names_the_city_of_the_demo() -> None:
    named = [
        f"{name}:{number}"
        for name in files()
        for number, line in enumerate(Path(settings.BASE_DIR, name).read_text().splitlines(), 1)
        if OF_ONE_CITY.search(line)
    ]
    assert named == []
    assert len(files()) > 250
