"""Who PostgreSQL runs as. It refuses to run as root, so root hands it to another account.

The wheel's own way (make every parent folder readable by everyone) would open /root to all
users of the machine. Here the account alone is let through, by an access-control entry that
permits passing, not looking around; where the file system has none, the error says what to do.
"""

import logging
import os
import pwd
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from claimdesk.db.embedded.errors import EmbeddedPostgresError

SERVICE_ACCOUNT = "claimdesk"
_LAST_RESORT = ("postgres", "_postgres")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the machine that PostgreSQL's programs run as; `switch`: it is not our own."""

    name: str
    uid: int
    gid: int
    switch: bool

    def run(
        self, args: Sequence[str | Path], *, cwd: Path, timeout: float, stdin: str = ""
    ) -> tuple[int, str]:
        """Run a program as this account: its exit code and what it said.

        Raises subprocess.TimeoutExpired, OSError.
        """
        # Few variables: PGDATA, PGPORT and the like would change what the programs do, and the
        # server has no business with secrets that stand in claimdesk's environment.
        keep = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")
        env = {k: os.environ[k] for k in keep if k in os.environ} | {"LC_ALL": "C", "TZ": "UTC"}
        # A file, not a pipe: a server that kept the pipe would keep us waiting for its end.
        with tempfile.TemporaryFile() as said:
            done = subprocess.run(  # noqa: S603
                args,
                input=stdin.encode(),
                stdout=said,
                stderr=said,
                cwd=cwd,
                env=env,
                timeout=timeout,
                check=False,
                umask=0o077,
                start_new_session=True,  # Ctrl-C in the terminal is for claimdesk
                user=self.uid if self.switch else None,
                group=self.gid if self.switch else None,
                extra_groups=[] if self.switch else None,
            )
            said.seek(0)
            return done.returncode, said.read().decode(errors="replace").strip()

    def can(self, question: str, path: Path) -> bool:
        """`test` by the account itself ("-x", "-w"): the kernel's answer, all rules included."""
        ask: list[str | Path] = ["/bin/sh", "-c", f'test {question} "$1"', "sh", path]
        return self.run(ask, cwd=Path("/"), timeout=30)[0] == 0

    def give(self, path: Path) -> None:
        """Make the account the owner of `path` (of the link, if it is one)."""
        if self.switch:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def own_account() -> Account:
    """The account this process runs as. Raises EmbeddedPostgresError when it has no name."""
    uid = os.geteuid()
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise EmbeddedPostgresError(
            f"claimdesk runs as user number {uid}, which has no entry in this machine's user list; "
            "PostgreSQL refuses that. Run claimdesk as a user that exists (in a container: add one "
            "to the image), or set CLAIMDESK_DATABASE_URL to a server of your own."
        ) from None
    return Account(entry.pw_name, uid, os.getegid(), switch=False)


def account_of(uid: int) -> Account | None:
    """The ordinary account with this number, seen from root; None for root and for no account."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return None
    return None if uid == 0 else Account(entry.pw_name, uid, entry.pw_gid, switch=True)


def service_account() -> Account:
    """The account for a folder of root's: claimdesk's own, made when missing.

    Not `nobody`: other programs run as that, and whoever runs as the server's account can read
    its files. Raises EmbeddedPostgresError when there is none and none can be made.
    """
    if not _exists(SERVICE_ACCOUNT):
        _make(SERVICE_ACCOUNT)
    for name in (SERVICE_ACCOUNT, *_LAST_RESORT):
        if _exists(name):
            found = account_of(pwd.getpwnam(name).pw_uid)
            if found is not None:
                return found
    raise EmbeddedPostgresError(
        "claimdesk runs as root, and PostgreSQL refuses to. There is no account for it and none "
        f"could be made: create one (`useradd --system {SERVICE_ACCOUNT}`), or run claimdesk as an "
        "ordinary user, or set CLAIMDESK_DATABASE_URL to a server of your own."
    )


def _exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _make(name: str) -> None:
    """Make a system account that nobody can sign in to; say nothing when that does not work."""
    if useradd := shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin"):
        command = [useradd, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", name]  # fmt: skip
    elif adduser := shutil.which("adduser", path="/usr/sbin:/sbin:/usr/bin"):  # BusyBox
        command = [adduser, "-S", "-D", "-H", "-h", "/nonexistent", "-s", "/sbin/nologin", name]
    else:
        return
    # Two claimdesks may do this at once; whether the account is there is what counts.
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
    _log.info("made the system account %s: %s", name, done.stderr.strip() or "ok")


def let_through(account: Account, folder: Path) -> None:
    """See to it that `account` can reach `folder`, opening as little as possible.

    Raises EmbeddedPostgresError naming the folder in the way.
    """
    if not account.switch or account.can("-x", folder):
        return
    for step in (*reversed(folder.parents), folder):
        if account.can("-x", step):
            continue
        try:
            _allow_passing(step, account.uid)
        except OSError as error:
            reason = error.strerror or str(error)
        else:
            if account.can("-x", step):
                _log.warning("the account %s may now pass through %s", account.name, step)
                continue
            reason = "an entry was added, yet access is still refused"
        raise EmbeddedPostgresError(
            f"claimdesk runs as root and PostgreSQL as the account {account.name}, which may not "
            f"pass through {step} ({reason}). Choose a data folder elsewhere, such as "
            f"/var/lib/claimdesk; or allow it (`chmod o+x {step}`); or run claimdesk as an "
            "ordinary user."
        )


_ACL = "system.posix_acl_access"
_USER_OBJ, _USER, _GROUP_OBJ, _MASK, _OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
_EXECUTE = 1
_NO_ID = 0xFFFFFFFF


def _allow_passing(folder: Path, uid: int) -> None:
    """`setfacl -m u:UID:x FOLDER`, without needing setfacl. Raises OSError."""
    if sys.platform != "linux":
        raise OSError("no such access-control lists here")
    entries: dict[tuple[int, int], int] = {}
    if _ACL in os.listxattr(folder):
        raw = os.getxattr(folder, _ACL)
        for tag, permissions, who in struct.iter_unpack("<HHI", raw[4:]):
            entries[tag, who] = permissions
    else:
        mode = stat.S_IMODE(folder.stat().st_mode)
        entries[_USER_OBJ, _NO_ID] = mode >> 6 & 7
        entries[_GROUP_OBJ, _NO_ID] = mode >> 3 & 7
        entries[_OTHER, _NO_ID] = mode & 7
        entries[_MASK, _NO_ID] = mode >> 3 & 7
    entries[_USER, uid] = entries.get((_USER, uid), 0) | _EXECUTE
    # The mask caps every named entry, so it must permit passing, too.
    entries[_MASK, _NO_ID] = entries.get((_MASK, _NO_ID), 0) | _EXECUTE
    packed = [struct.pack("<HHI", tag, entries[tag, who], who) for tag, who in sorted(entries)]
    os.setxattr(folder, _ACL, struct.pack("<I", 2) + b"".join(packed))


def let_run(account: Account, bindir: Path) -> None:
    """See to it that `account` can run the programs in `bindir`.

    Raises EmbeddedPostgresError when it cannot.
    """
    if not account.switch or _runs(account, bindir):
        return
    let_through(account, bindir)
    if not _runs(account, bindir) and bindir.parent.name.startswith("pginstall"):
        # A wheel installed with a strict umask. Its programs are public: let everyone read them.
        for folder, _, names in os.walk(bindir.parent):
            for path in (Path(folder), *(Path(folder, n) for n in names)):
                if not path.is_symlink():
                    mode = stat.S_IMODE(path.stat().st_mode)
                    path.chmod(mode | (0o055 if mode & 0o100 else 0o044))
    if not _runs(account, bindir):
        raise EmbeddedPostgresError(
            f"claimdesk runs as root and PostgreSQL as the account {account.name}, which may not "
            f"run the programs in {bindir}. Install claimdesk where other accounts can read it, or "
            "run claimdesk as an ordinary user."
        )


def _runs(account: Account, bindir: Path) -> bool:
    # initdb also reads its templates, in the folder beside `bin`.
    templates = next((bindir.parent / "share").rglob("postgres.bki"), bindir)
    ask: list[str | Path] = ["/bin/sh", "-c", '"$1" --version && test -r "$2"', "sh"]
    ask += [bindir / "postgres", templates]
    try:
        return account.run(ask, cwd=Path("/"), timeout=30)[0] == 0
    except subprocess.TimeoutExpired:
        return False
