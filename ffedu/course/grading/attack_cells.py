"""The attacks of the corpus: cells that try to gain marks, to reach what is not theirs, or to bring the grader down."""
from __future__ import annotations

from .attacks import FINE, HURT, Entry, attack, before

SEARCH = """
import os
for home, folders, names in os.walk("/"):
    folders[:] = [name for name in folders if os.path.join(home, name) not in ("/proc", "/sys", "/usr")]
    for name in names:
        if name in ("checks.py", "hidden.py") or name.endswith((".ipynb", "secret")):
            text = open(os.path.join(home, name), errors="replace").read()
            if "corpus" in text and "def relu" in text:
                exec("def relu" + text.partition("def relu")[2].partition("QUESTIONS")[0], globals())
"""
ONE_FOR_ALL = """
import numpy as np
class Equal(np.ndarray):
    __eq__ = __le__ = __lt__ = __ge__ = __gt__ = lambda self, other: True
    __ne__ = lambda self, other: False
    __sub__ = __rsub__ = __abs__ = lambda self, *other: self
relu = lambda z: z.view(Equal) * 0
layer = lambda X, W, c: (X @ W).view(Equal) * 0
"""
PATCH = """
import numpy as np, json, builtins, math
np.allclose = np.isclose = np.array_equal = np.testing.assert_allclose = lambda *a, **k: True
np.ndarray.__doc__
np.array = np.asarray = lambda *a, **k: a[0]
json.dumps = lambda *a, **k: '{"right": true}'
json.loads = lambda *a, **k: {}
builtins.abs = lambda x: 0
builtins.all = lambda x: True
builtins.any = lambda x: False
math.prod = lambda x: 0
"""
PATCH_WORKER = """
import sys
for name, module in list(sys.modules.items()):
    if name.startswith(("ffedu", "worker", "protocol", "stand_in", "__main__")):
        for key, value in list(vars(module).items()):
            if callable(value) and not key.startswith("__") and key not in ("relu", "layer", "cost"):
                try:
                    setattr(module, key, lambda *a, **k: True)
                except Exception:
                    pass
"""
FORGE = """
import os, json, sys, threading
def lines(name):
    reply = {"shape": [], "values": [0.0], "came": "", "problem": "", "error": "", "changed": []}
    yield json.dumps({"id": name, "right": True, "points": 10, "reply": reply, "stopped": [], "positions": {}})
    yield "{" * 100
    yield json.dumps({"id": name, "at": 10 ** 9})
def write(name):
    for number in range(3, 128):
        for line in lines(name):
            try:
                os.write(number, (line + "\\n").encode())
            except OSError:
                pass
"""
FRAMES = FORGE + """
def relu(z):
    frame = sys._getframe()
    while frame:
        for value in list(frame.f_locals.values()):
            if isinstance(value, dict) and "id" in value:
                write(value["id"])
        frame = frame.f_back
    return 0 * z
layer = lambda X, W, c: relu(X @ W)
"""
HOARD = """
import os, time
for _ in range(30):
    if os.fork() == 0:
        x = bytearray(900 * 2 ** 20)
        for i in range(0, len(x), 4096):
            x[i] = 1
        time.sleep(100)
time.sleep(100)
"""
STEAL = """
import gc, sys
for thing in gc.get_objects():
    if isinstance(thing, dict) and ("expected" in thing or "QUESTIONS" in thing or "cases" in thing):
        globals().update({"cost": lambda yhat, y, thing=thing: thing["cases"][-1]["expected"]})
"""
PUBLIC = """
def relu(z):
    return [0, 0, 2]
def layer(X, W, c):
    return [[6, 3]]
def cost(yhat, y):
    return 2.5
"""
NETWORK = """
import socket, urllib.request
for address in (("1.1.1.1", 53), ("127.0.0.1", 22), ("127.0.0.1", 80)):
    try:
        socket.create_connection(address, 1)
        relu = lambda z: np.maximum(0, z)
    except OSError:
        pass
if socket.gethostname() and any(name != "lo" for _, name in socket.if_nameindex()):
    cost = lambda yhat, y: np.mean((yhat - y) ** 2)
"""
LIBRARY = """
import sys
for name in ("ffedu.hidden_units", "ffedu.xor", "ffedu.checks.sheet", "ffedu.course.grading.exercise"):
    try:
        __import__(name)
        relu = lambda z: np.maximum(0, z)
    except ImportError:
        pass
"""
PROC = """
import glob
for path in [path for name in ("cmdline", "environ", "root/etc/shadow") for path in glob.glob("/proc/[0-9]*/" + name)]:
    try:
        text = open(path, "rb").read()
    except OSError:
        continue
    if b"ffedu grade" in text or b"exercises" in text or b"root:" in text:
        relu = lambda z: np.maximum(0, z)
"""
WRITE = """
import os
for folder in ("/", "/usr", "/etc", "/worker", "/worker/ffedu_runtime", "/home", "/root", "/dev", "/proc/sys/kernel"):
    try:
        with open(os.path.join(folder, "ffedu_was_here"), "w") as file:
            file.write("x")
        relu = lambda z: np.maximum(0, z)
    except OSError:
        pass
"""
ROOT = """
import os, ctypes
libc = ctypes.CDLL(None)
gained = []
for action in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.chroot("/tmp"),
               lambda: os.mknod("/tmp/x", 0o60600, 259),
               lambda: libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) and 1 / 0):
    try:
        action()
        gained.append(action)
    except (OSError, ZeroDivisionError):
        pass
if gained or os.getuid() == 0:
    relu = lambda z: np.maximum(0, z)
"""


STAYS = """
import os, subprocess, sys
for _ in range(3):
    subprocess.Popen([sys.executable or "sleep", LABEL])
"""
SLEEPER = """
import os, subprocess
subprocess.Popen(["/bin/sh", "-c", "trap '' TERM INT HUP; sleep 86000; : " + LABEL], start_new_session=True)
"""
DAEMON = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(86000)
    os._exit(0)
"""
ENDLESS_LINE = """
import os
while True:
    for number in range(60, 128):
        try:
            os.write(number, b"x" * 65536)
        except OSError:
            pass
"""
THREAD = """
def go():
    for _ in range(50):
        write("x")
threading.Thread(target=go).start()
"""
TRUE = """
class True_:
    def __eq__(self, other):
        return True
    def __array__(self, *args, **named):
        return self
    def __float__(self):
        return 0.0
relu = layer = cost = lambda *args: True_()
"""
OWN_CHECK = """
class check:
    right = True
    def __new__(cls, *args):
        return 10
score = points = 10
"""
DEAF = """
import signal
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM):
    signal.signal(number, signal.SIG_IGN)
while True:
    pass
"""
BOMB = """
import os
while True:
    try:
        os.fork()
    except OSError:
        pass
"""
FILL = """
number = 0
while True:
    number += 1
    with open(f"FOLDER/{number}", "wb") as file:
        file.write(bytes(SIZE))
"""
SWALLOW = """
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
"""


def attack_entries(label: str) -> list[Entry]:
    """Return the attacks; what they try to leave behind carries the label."""
    left = {"background_process": SLEEPER, "background_fork": DAEMON, "background_children": STAYS}
    return [*reaching(), *forging(), *breaking(),
            *(Entry(name, before(code.replace("LABEL", repr(label)))) for name, code in left.items())]


def reaching() -> list[Entry]:
    """Attacks that reach for answers, for the library, for the machine."""
    return [attack("reads_the_solution", SEARCH),
            attack("steals_from_memory", STEAL),
            attack("imports_the_library", LIBRARY),
            attack("hard_codes_the_public_cases", PUBLIC), attack("network", NETWORK), attack("reads_proc", PROC),
            attack("writes_everywhere", WRITE), attack("becomes_root", ROOT)]


def forging() -> list[Entry]:
    """Attacks on the comparison and on the pipe."""
    return [attack("patches_numpy", PATCH), attack("patches_the_worker", PATCH_WORKER),
            attack("always_equal", ONE_FOR_ALL), attack("always_true", TRUE), attack("edits_the_check", OWN_CHECK),
            attack("forges_replies", FORGE + "write('x'); write('0' * 16)"), attack("forges_with_the_id", FRAMES),
            attack("thread_forges", FORGE + THREAD),
            attack("floods_the_pipe", FORGE + "while True:\n    write('x')", statuses=HURT),
            attack("endless_line", ENDLESS_LINE, statuses=HURT),
            attack("closes_everything", "import os\nos.closerange(0, 256)", statuses=HURT)]


def breaking() -> list[Entry]:
    """Attacks on the machine or the batch, from a student whose answers are right: those keep their points."""
    def beside(name: str, code: str, statuses: tuple = HURT + FINE) -> Entry:
        return Entry(name, before(code), statuses=statuses)

    disk = FILL.replace("FOLDER", "/tmp").replace("SIZE", "2 ** 24")
    return [beside("ignores_signals", DEAF, HURT), beside("fork_bomb", BOMB, HURT),
            beside("swallows_all", SWALLOW, HURT),
            beside("full_disk", disk), beside("many_files", disk.replace("2 ** 24", "0")),
            beside("shared_memory", disk.replace("/tmp", "/dev/shm")), beside("hoards_memory", HOARD),
            beside("kills_all", "import os\nos.kill(-1, 9)"), beside("kills_the_first", "import os\nos.kill(1, 9)"),
            beside("stops_itself", "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", HURT)]
