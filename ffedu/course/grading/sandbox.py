"""A sandbox of bubblewrap: Python, its library, numpy and the worker; no network, no course, nothing of this machine.

As an ordinary user it is a user namespace. As root bubblewrap needs none, and the worker then becomes an unprivileged
user by setpriv, each sandbox a user of its own, so that the limit on processes counts its own alone.
"""
from __future__ import annotations

import functools
import json
import os
import secrets
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import weakref
from pathlib import Path
from typing import NamedTuple

import numpy

HERE = Path(__file__).parent
RUNTIME = HERE.parents[1] / "checks"
MEGA = 2 ** 20
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1",
               "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
ADVICE = """\
Student code runs in a sandbox of bubblewrap, which cannot start here: {reason}
  Debian, Ubuntu   apt install bubblewrap (0.8 or newer)
  Ubuntu 23.10+    "setting up uid map: Permission denied": AppArmor forbids user namespaces. Allow them to bwrap alone:
                   printf 'abi <abi/4.0>,\\ninclude <tunables/global>\\nprofile bwrap /usr/bin/bwrap \
flags=(unconfined) {{\\n\
  userns,\\n}}\\n' | sudo tee /etc/apparmor.d/bwrap && sudo systemctl reload apparmor
  macOS, Windows   run it in a container or in WSL; the page for instructors has the recipe
To grade without protection, on a machine that has nothing to lose: --unsafe-local. Every row then says UNSAFE."""


class Unavailable(Exception):
    """No sandbox can be started; the text says what to do."""


class Limits(NamedTuple):
    """What a hand-in may use."""
    cell: float = 10.0           # seconds for a cell, or for a call of a function
    wall: float = 120.0          # seconds for all of it
    cpu: int = 60                # seconds of processor for a process
    memory: int = 1536           # megabytes of address space for a process
    resident: int = 2048         # megabytes in use by all its processes together
    processes: int = 64
    file: int = 20               # megabytes of a file
    disk: int = 64               # megabytes of /tmp
    restarts: int = 3
    label: str = ""              # goes into the command line, so that its processes can be told from others

    def worker(self) -> str:
        """Return what the worker has to know, as JSON."""
        resources = {"AS": self.memory * MEGA, "CPU": self.cpu, "FSIZE": self.file * MEGA, "NPROC": self.processes,
                     "NOFILE": 128, "CORE": 0}
        return json.dumps({"cell": self.cell, "resources": resources, "label": self.label})


def command(limits: Limits, allowed: tuple = (), hidden: tuple = (), unsafe: bool = False) -> list[str]:
    """Return the command that starts a worker; `allowed` are modules of ffedu, `hidden` folders not to be seen."""
    stage = staged(allowed)
    if unsafe:
        packages = str(Path(numpy.__file__).parents[1])
        return [sys.executable, *flags(), f"{stage}/worker.py", limits.worker(), str(stage), packages]
    python = os.path.realpath(sys.executable)
    worker = [python, *flags(), "/worker/worker.py", limits.worker(), "/worker"]
    return [*wrap(limits, stage, hidden), *(demoted() if os.geteuid() == 0 else []), *worker]


def flags() -> list[str]:
    """Isolated, without site-packages, writing no bytecode."""
    return ["-I", "-S", "-B"]


def wrap(limits: Limits, stage: Path, hidden: tuple) -> list[str]:
    """Return bubblewrap with its arguments: first what it shuts, then what it lets be seen."""
    root = ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP"]
    user = ["--unshare-user", "--uid", "65534", "--gid", "65534"]
    shut = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try",
            "--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL",
            *(root if os.geteuid() == 0 else user)]
    tmp = ["--perms", "1777", "--size", str(limits.disk * MEGA), "--tmpfs", "/tmp", "--chdir", "/tmp"]
    own = ["--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev", *tmp]       # before Python: it may live in /tmp
    seen = [*python_home(), *masked(hidden), *bound(stage, "/worker"), *numpy_bound()]
    names = [part for name, value in ENVIRONMENT.items() for part in ("--setenv", name, value)]
    return ["bwrap", *shut, *system(), *own, *seen, "--remount-ro", "/", *names, "--"]


def system() -> list[str]:
    """The system's programs and libraries, read-only; /lib and the like as this machine has them."""
    parts = [*bound("/usr", "/usr")]
    for name in ("/bin", "/lib", "/lib64"):
        if os.path.islink(name):
            parts += ["--symlink", os.readlink(name), name]
        elif os.path.isdir(name):
            parts += bound(name, name)
    for name in ("/etc/alternatives", "/etc/ld.so.cache"):       # where Debian's numpy finds its linear algebra
        parts += ["--ro-bind-try", name, name]
    return parts


def python_home() -> list[str]:
    """Python with its standard library, unless /usr holds it, without the packages that are installed in it."""
    home = os.path.realpath(sys.base_prefix)
    base = {"base": sys.base_prefix, "platbase": sys.base_exec_prefix}
    sites = {sysconfig.get_path(name, vars=base) for name in ("purelib", "platlib")}
    sites |= {"/usr/lib/python3/dist-packages", "/usr/local/lib"} if home.startswith("/usr") else set()
    inside = [] if home.startswith("/usr") else [*parents(home), *bound(home, home)]
    keep = {"/usr/local/lib"} if home == "/usr/local" else set()
    return inside + [part for site in sorted(sites - keep) if os.path.isdir(site) for part in ("--tmpfs", site)]


def numpy_bound() -> list[str]:
    """numpy, and the libraries that its wheel keeps beside it, from wherever they are installed."""
    package = Path(numpy.__file__).parent
    libraries = package.with_name("numpy.libs")
    extra = bound(libraries, "/worker/numpy.libs") if libraries.is_dir() else []
    return [*bound(package, "/worker/numpy"), *extra]


def masked(hidden: tuple) -> list[str]:
    """Cover each folder that must not be seen, where a folder above it is let in."""
    seen = ("/usr/", os.path.realpath(sys.base_prefix) + "/")
    return [part for folder in hidden if f"{os.path.realpath(folder)}/".startswith(seen)
            for part in ("--tmpfs", os.path.realpath(folder))]


def bound(source: Path | str, target: str) -> list[str]:
    """Show a folder of this machine, read-only."""
    return ["--ro-bind", str(source), target]


def parents(path: str) -> list[str]:
    """The folders above a path, made by us: those of this machine may be closed to the worker."""
    return [part for folder in reversed(Path(path).parents[:-1]) for part in ("--dir", str(folder))]


def demoted() -> list[str]:
    """Become a user that nobody else is, without any capability, and never again more than that."""
    number = str(2 ** 30 + secrets.randbelow(2 ** 29))
    return ["setpriv", "--reuid", number, "--regid", number, "--clear-groups", "--bounding-set=-all", "--inh-caps=-all",
            "--no-new-privs", "--"]


@functools.lru_cache
def staged(allowed: tuple = ()) -> Path:
    """Return a folder with what goes into every sandbox: the worker and its parts, and what is allowed of ffedu."""
    folder = Path(tempfile.mkdtemp(prefix="ffedu-worker-"))
    weakref.finalize(staged, shutil.rmtree, folder, ignore_errors=True)
    parts = {name: HERE / name for name in ("worker.py", "protocol.py", "stand_in.py")}
    parts |= {f"ffedu_runtime/{name}": RUNTIME / name for name in ("answers.py", "values.py")}
    parts |= {f"ffedu/{name}.py": HERE.parents[1] / f"{name}.py" for name in allowed}
    for target, source in parts.items():
        (folder / target).parent.mkdir(exist_ok=True)
        shutil.copyfile(source, folder / target)
    for name in ("numpy", "numpy.libs", "ffedu"):
        (folder / name).mkdir(exist_ok=True)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder


def probe() -> None:
    """Start a sandbox once, and raise Unavailable with advice if it cannot be."""
    if sys.platform != "linux" or not shutil.which("bwrap"):
        reason = "there is no bwrap on the path" if sys.platform == "linux" else f"this is {sys.platform}, not Linux"
        raise Unavailable(ADVICE.format(reason=reason))
    made = command(Limits())
    trial = [*made[:made.index("/worker/worker.py")], "-c", "import sys; sys.path[:0] = ['/worker']; import numpy"]
    try:
        tried = subprocess.run(trial, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
    except OSError as error:
        raise Unavailable(ADVICE.format(reason=error)) from None
    if tried.returncode:
        reason = tried.stderr.strip().rpartition("\n")[2] or f"status {tried.returncode}"
        raise Unavailable(ADVICE.format(reason=reason))
