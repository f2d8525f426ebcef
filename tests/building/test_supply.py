"""What the project is built from: the lock, the actions, the order of the workflows; and what
the weekly look at links and packages finds and tells."""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.built import PROJECT
from tools import audit
from tools.audit import locked

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
    for group in ("readers", "release"):
        apart = (PROJECT / "requirements" / f"{group}.txt").read_text("utf-8")
        asked_too = {Requirement(one).name for one in settings["dependency-groups"][group]}
        assert asked_too <= {name for name, _ in locked(apart)}, "run: make lock"


def test_every_locked_package_has_its_hashes() -> None:
    for lock in (PROJECT / "requirements").glob("*.txt"):
        text = lock.read_text("utf-8")
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


class Answering(BaseHTTPRequestHandler):
    """A web with a page that is there, one that is gone, one that dislikes programs, and OSV."""

    def do_GET(self) -> None:
        self.send_response(int(self.path[1:4]))
        self.end_headers()

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
        holes = [{"vulns": [{"id": "PYSEC-1"}]} if one["version"] == "0.9" else {} for one in asked]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"results": holes}).encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def web() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_weekly_look_finds_dead_links_and_known_holes(
    web: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("data", "docs/en", "requirements"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "data" / "sources.yml").write_text(f"a: {web}/200\nb: {web}/403\n", "utf-8")
    ours = "<http://127.0.0.1:8000/zh/> and `<https://…>` are no addresses of others.\n"
    (tmp_path / "docs" / "en" / "a.md").write_text(f"# A\n\n[x]({web}/404)。\n{ours}", "utf-8")
    (tmp_path / "requirements" / "lock.txt").write_text("sound==1.0\nholed==0.9\n", "utf-8")
    (tmp_path / "requirements" / "build.txt").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(audit, "_OSV", f"{web}/osv")
    assert audit.main() == 1
    links, packages = capsys.readouterr().out.split("## ")[1:]
    assert links.splitlines()[2:] == [f"- `docs/en/a.md:3`: <{web}/404> 返回 · answers 404", ""]
    assert packages.splitlines()[2:] == ["- holed 0.9: https://osv.dev/PYSEC-1", ""]

    (tmp_path / "docs" / "en" / "a.md").unlink()
    monkeypatch.setattr(audit, "_OSV", "http://127.0.0.1:1/")
    assert audit.main() == 1
    assert "lock.txt 没有查到 · was not looked up" in capsys.readouterr().out


def script(workflow: str, name: str) -> str:
    """The shell script of a step."""
    jobs = yaml.safe_load((PROJECT / ".github" / "workflows" / workflow).read_text("utf-8"))["jobs"]
    steps = [step for job in jobs.values() for step in job.get("steps", ())]
    return next(str(step["run"]) for step in steps if step.get("name") == name)


@pytest.mark.parametrize("there", ["", "7"])
def test_what_the_weekly_look_finds_is_told_in_one_issue(tmp_path: Path, there: str) -> None:
    github = tmp_path / "gh"
    github.write_text(
        f'#!/bin/sh\n[ "$2" = list ] && {{ echo "{there}"; exit; }}\necho "$@" >> told\n'
    )
    github.chmod(0o755)
    tell = script("weekly.yml", "Tell it in the issue that is open already, or in a new one")
    path = f"{tmp_path}:{os.environ['PATH']}"
    environment = {"PATH": path, "REPOSITORY": "some/record", "TITLE": "Weekly"}
    for report in ("", "## Links\n"):
        (tmp_path / "report.md").write_text(report)
        subprocess.run(["bash", "-ec", tell], cwd=tmp_path, env=environment, check=True)
    told = (tmp_path / "told").read_text()
    how = "comment 7 --repo some/record" if there else "create --repo some/record --title Weekly"
    assert told == f"issue {how} --body-file report.md\n"


def test_a_look_that_breaks_off_is_told(tmp_path: Path) -> None:
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    environment = {"PATH": os.environ["PATH"], "RUN": "https://example.org/run"}
    for says, expected in (("", "https://example.org/run"), ("echo '## Links'", "## Links")):
        python.write_text(f"#!/bin/sh\n{says}\nexit 1\n")
        python.chmod(0o755)
        look = script("weekly.yml", "Look")
        subprocess.run(["bash", "-ec", look], cwd=tmp_path, env=environment, check=True)
        assert expected in (tmp_path / "report.md").read_text()


def test_a_pull_request_links_to_its_preview(tmp_path: Path) -> None:
    told = tmp_path / "summary.md"
    environment = {"GITHUB_STEP_SUMMARY": str(told), "PREVIEW": "https://example.org/1"}
    link = script("check.yml", "Link to the preview")
    subprocess.run(["bash", "-ec", link], env=os.environ | environment, check=True)
    assert "(https://example.org/1)" in told.read_text("utf-8")
    assert "`python3 -m http.server 8000`" in told.read_text("utf-8")
