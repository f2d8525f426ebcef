"""The folder that a build writes: made beside the site, and put in its place when whole.

Where the system can exchange two folders, there is always a whole site. Where it cannot, the
old one is moved aside first; a build that was killed between the two is mended by the next.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from archive.messages import say
from archive.problems import RefusedError, refusal

# Marks a folder as a site of ours, which the next build may replace.
MARK = ".public-record"
_EXCHANGE = 2
_HERE = -100  # the working folder, for relative paths


@contextmanager
def new_site(site: Path) -> Iterator[Path]:
    """A new folder that takes the place of ``site`` at the end of the block.

    RefusedError unless ``site`` is missing, empty or an earlier site: a build deletes it.
    """
    try:
        refuse_foreign(site)
        site.parent.mkdir(parents=True, exist_ok=True)
        _recover(site)
        # Named after its process, so that the next build knows whether it is still at work.
        fresh = Path(tempfile.mkdtemp(prefix=f".{site.name}-{os.getpid()}-", dir=site.parent))
        try:
            yield fresh
            _open_to_readers(fresh)
            _replace(site, fresh)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise RefusedError(_explain(error, site)) from error


def refuse_foreign(site: Path) -> None:
    """RefusedError unless ``site`` is missing, empty or an earlier site."""
    if site.is_symlink():
        raise refusal("{folder}: a link to another place — name the folder itself", folder=site)
    if site.exists() and not site.is_dir():
        raise refusal("{folder}: no folder — name a new or an empty one", folder=site)
    if os.path.ismount(site):
        raise refusal(
            "{folder}: another disk, which no build can exchange — name a folder in it",
            folder=site,
        )
    if site.exists() and not (site / MARK).is_file() and any(site.iterdir()):
        raise refusal(
            "{folder}: holds files that no build of ours wrote, and a build would delete them "
            "— name a new or an empty folder, or empty this one by hand",
            folder=site,
        )


def _recover(site: Path) -> None:
    """Bring back a site that a killed build had moved aside, and clear away what it left."""
    for path in sorted(site.parent.glob(f".{site.name}-*-*")):
        owner = path.name.removeprefix(f".{site.name}-").partition("-")[0]
        if path.is_symlink() or not path.is_dir() or not owner.isdecimal() or _runs(int(owner)):
            continue
        if path.name.endswith("-old") and not site.exists():
            path.rename(site)
        else:
            shutil.rmtree(path, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _open_to_readers(folder: Path) -> None:
    """A web server is another user, whatever this one's umask lets others read."""
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


def _replace(site: Path, fresh: Path) -> None:
    if site.exists() and _exchanged(site, fresh):
        return  # the old site is now in ``fresh``, and goes with it
    old = fresh.with_name(f"{fresh.name}-old")
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, if the system can."""
    if sys.platform != "linux":
        return False
    with suppress(OSError, AttributeError):
        rename = ctypes.CDLL(None, use_errno=True).renameat2
        done: int = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
        return done == 0
    return False


def _explain(error: OSError, site: Path) -> str:
    at = error.filename or site
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return say(
            "{file}: the disk is full — make room; {folder} is as it was", file=at, folder=site
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return say(
            "{file}: may not be written — see who owns the folder, or name another with --site",
            file=at,
        )
    reason = error.strerror or error
    return say("{file}: {reason} — {folder} is as it was", file=at, reason=reason, folder=site)
