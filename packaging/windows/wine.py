"""A Windows to try packages in: Wine with a disk of its own, and a screen that nobody sees."""

import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

# A busy build server is late; a healthy one never waits this long.
PATIENCE_S = 180


def wait(what, probe):
    """What the probe gives as soon as it gives something."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        found = probe()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"waited {PATIENCE_S} s in vain for {what}")


class Screen:
    """A virtual screen with a window manager; without OpenGL it is like Remote Desktop or a plain display driver."""

    def __init__(self, has_opengl=True):
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1440x900x24", "+extension" if has_opengl else "-extension", "GLX",
             "-nolisten", "tcp", "-noreset"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        # It picks a free number and prints it once it takes connections.
        self.display = f":{self.server.stdout.readline().decode().strip()}"
        assert self.display != ":", "Xvfb did not start"
        self.manager = subprocess.Popen(["openbox"], env=os.environ | {"DISPLAY": self.display}, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)

    def close(self):
        for process in (self.manager, self.server):
            process.kill()
            process.wait()

    def run(self, *command):
        return subprocess.run(command, env=os.environ | {"DISPLAY": self.display}, capture_output=True, check=False).stdout

    def window(self, title):
        """The visible window of a title, if it is there."""
        found = self.run("xdotool", "search", "--onlyvisible", "--name", title).split()
        return found[-1].decode() if found else None

    def press(self, window, key):
        self.run("xdotool", "windowactivate", "--sync", window)
        self.run("xdotool", "key", "--clearmodifiers", key)

    def nudge(self, window):
        """Moves the pointer, so that the program draws anew: Wine now and then loses what was drawn first."""
        for x in ("560", "580"):
            self.run("xdotool", "mousemove", "--window", window, x, "20")
            time.sleep(0.3)

    def picture(self, window, keep):
        """Width, height, number of colours and mean brightness (0 to 255) of a window; the picture is kept to look at."""
        self.run("import", "-window", window, "-depth", "8", str(keep))
        image = subprocess.run(["convert", str(keep), "-depth", "8", "ppm:-"], capture_output=True, check=False).stdout
        head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", image)
        if not head:
            return 0, 0, 0, 0.0
        pixels = image[head.end():]
        colours = {pixels[at:at + 3] for at in range(0, len(pixels), 3)}
        return int(head[1]), int(head[2]), len(colours), sum(pixels) / len(pixels)


class Wine:
    """A fresh Windows. Nothing of it touches the home of the person who runs the test."""

    def __init__(self, folder, display):
        shutil.rmtree(folder, ignore_errors=True)
        self.home, self.prefix = folder / "home", folder / "prefix"
        self.home.mkdir(parents=True)
        self.disk = self.prefix / "drive_c"
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "XDG_", "LANG", "WINE"))}
        # Names in Korean need a locale that is there and speaks UTF-8.
        self.environment |= {"LC_ALL": "C.UTF-8", "HOME": str(self.home), "DISPLAY": display, "WINEPREFIX": str(self.prefix.resolve()),
                             "WINEDEBUG": "-all", "WINEARCH": "win64", "LIBGL_ALWAYS_SOFTWARE": "1",
                             # Neither .NET nor a browser is offered to be fetched, and no menus of the desktop are written.
                             "WINEDLLOVERRIDES": "mscoree=;mshtml=;winemenubuilder.exe=d"}
        self.run("wineboot", "--init")
        self.server("-w")

    def move_to(self, display):
        """Starts anew on another screen."""
        self.close()
        self.environment["DISPLAY"] = display

    def start(self, *command, folder=None):
        """Starts a Windows program."""
        return subprocess.Popen(["wine", *map(str, command)], cwd=folder, env=self.environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *command, folder=None):
        """Runs a Windows program to its end: its code, what it printed, and its complaints."""
        process = self.start(*command, folder=folder)
        out, errors = process.communicate()
        return process.returncode, out.decode(), errors.decode()

    def server(self, option):
        subprocess.run(["wineserver", option], env=self.environment, check=False, stderr=subprocess.DEVNULL)

    def close(self):
        self.server("-k")

    def version(self):
        said = subprocess.run(["wine", "--version"], env=self.environment, capture_output=True, check=False).stdout
        return int(re.search(rb"\d+", said)[0])

    def processes(self, name):
        """The running processes of a program of this Windows."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                program = entry.joinpath("cmdline").read_bytes().split(b"\0")[0].decode(errors="replace")
                mine = f"WINEPREFIX={self.environment['WINEPREFIX']}".encode() in entry.joinpath("environ").read_bytes().split(b"\0")
            except OSError:
                continue
            if mine and re.split(r"[\\/]", program)[-1] == name:
                found.append(int(entry.name))
        return found

    def kill(self, name):
        for process in self.processes(name):
            os.kill(process, signal.SIGKILL)

    def listing(self):
        """Every file of the disk but the system's own."""
        files = (path.relative_to(self.disk).as_posix() for path in self.disk.rglob("*") if not path.is_dir())
        return {path for path in files if not path.startswith("windows/")}

    def registry(self, key, value):
        """A value of the person's registry; None where there is none."""
        code, out, _ = self.run("reg", "query", f"HKCU\\{key}", *(["/v", value] if value else ["/ve"]))
        found = re.search(r"REG_(?:SZ|DWORD|NONE)[ \t]*(.*?)\r?$", out, re.MULTILINE)
        return found[1] if code == 0 and found else None
