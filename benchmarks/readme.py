"""Write what was measured into the README, between its marks.

    python benchmarks/readme.py event|quality|speed ...

``event`` is the seed's Verizon deployment as ``press-events run`` prints it, ``quality`` and ``speed`` are what the
two benchmarks print.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SEED = ROOT / "corpus" / "sonus-2003-07-10" / "release.txt"


def event() -> str:
    """Return the seed's Verizon event, laid out for reading."""
    for line in printed("-m", "extract.cli", "run", str(SEED.relative_to(ROOT))).splitlines():
        found = json.loads(line)
        if found["type"] == "customer_deployment" and found["customer"]["text"].startswith("Verizon"):
            return f"```json\n{laid_out(found)}\n```"
    raise SystemExit("the seed has no Verizon event")


def laid_out(found: dict[str, object]) -> str:
    """Return an event as JSON that people read: a line for each key, and for each of several in a list."""
    return "{\n" + ",\n".join(f"  {plain(key)}: {_value(value)}" for key, value in found.items()) + "\n}"


def _value(value: object) -> str:
    if isinstance(value, list) and len(value) > 1:
        return "[\n" + ",\n".join(f"    {plain(item)}" for item in value) + "\n  ]"
    return plain(value)


def plain(value: object) -> str:
    """Return a value as JSON in one line."""
    return json.dumps(value, ensure_ascii=False)


def quality() -> str:
    """Return what the quality benchmark prints."""
    return printed("benchmarks/quality.py")


def speed() -> str:
    """Return what the speed benchmark prints."""
    return printed("benchmarks/speed.py")


def printed(*arguments: str) -> str:
    """Run Python at the root of the checkout and return what it prints."""
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


def main() -> None:
    """Replace what stands between the marks of each part that is named."""
    for name in sys.argv[1:]:
        content = {"event": event, "quality": quality, "speed": speed}[name]()
        marked = re.compile(rf"(<!-- {name}: .*? -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text, count = marked.subn(lambda match: f"{match[1]}{content}\n{match[2]}", README.read_text("utf-8"))  # noqa: B023
        if count != 1:
            raise SystemExit(f"README.md: no marks for {name}")
        README.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
