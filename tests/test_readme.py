"""The README is a promise: every command, file and setting that it names exists."""

from __future__ import annotations

import re
from pathlib import Path

from typer.main import get_command

from etl.__main__ import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_make_targets() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)", README))
    assert {"run", "test"} <= named <= targets


def test_etl_commands_and_their_options() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    lines = re.findall(r"python -m etl ([a-z-]+)([^\n#]*)", README)
    assert {name for name, _ in lines} >= {"fetch", "build", "check", "check-sources", "demo"}
    for name, rest in lines:
        options = {option for parameter in commands[name].params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= options, name


def test_links_and_pictures() -> None:
    for target in re.findall(r"\]\(((?!http)[^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_settings() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "callbacks").glob("*.py"))
    for name in re.findall(r"`(BUURTLENS_[A-Z]+)`", README):
        assert name in code, name
