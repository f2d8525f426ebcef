"""What the project is built from: the lock, the actions, the order of the workflows."""

from __future__ import annotations

import re
import tomllib

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.built import PROJECT
from tools.audit import addresses, locked

LOCK = (PROJECT / "requirements" / "lock.txt").read_text("utf-8")
WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))


def test_lock_and_pyproject_belong_together() -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    asked = map(
        Requirement, [*settings["project"]["dependencies"], *settings["dependency-groups"]["dev"]]
    )
    wanted = {canonicalize_name(one.name): one for one in asked}
    versions = {canonicalize_name(name): version for name, version in locked(LOCK)}
    assert wanted.keys() <= versions.keys(), "run: make lock"
    for name, requirement in wanted.items():
        assert requirement.specifier.contains(versions[name]), f"{name}: run: make lock"
    own = settings["project"]["name"]
    blocks = re.split(r"^(?=\S)", LOCK, flags=re.MULTILINE)
    direct = {
        canonicalize_name(block.partition("==")[0])
        for block in blocks
        if re.search(rf"# .*\b{own} \(pyproject\.toml|\(pyproject\.toml:dev\)", block)
        or f"{own} (pyproject.toml" in block
    }
    assert direct == wanted.keys(), "run: make lock"


def test_every_locked_package_has_its_hashes() -> None:
    for name in ("lock.txt", "build.txt"):
        text = (PROJECT / "requirements" / name).read_text("utf-8")
        for block in re.split(r"^(?=[\w])", text, flags=re.MULTILINE):
            assert not block.strip() or "--hash=sha256:" in block, block.splitlines()[0]


def test_actions_are_pinned_and_deploy_waits_for_check() -> None:
    jobs = {}
    for path in WORKFLOWS:
        workflow = yaml.safe_load(path.read_text("utf-8"))
        assert workflow["permissions"] == {}, path
        jobs[path.stem] = workflow["jobs"]
        for uses in re.findall(r"uses: (\S+)", path.read_text("utf-8")):
            assert uses.startswith("./") or re.search(r"@[0-9a-f]{40}$", uses), uses
    deploy = jobs["deploy"]
    assert deploy["check"]["uses"] == "./.github/workflows/check.yml"
    assert deploy["build"]["needs"] == "check"
    assert deploy["deploy"]["needs"] == "build"


def test_updates_wait_at_least_a_week() -> None:
    settings = yaml.safe_load((PROJECT / ".github" / "dependabot.yml").read_text("utf-8"))
    assert all(update["cooldown"]["default-days"] >= 7 for update in settings["updates"])


def test_the_weekly_look_knows_the_records_addresses() -> None:
    assert len(addresses(PROJECT)) > 5
