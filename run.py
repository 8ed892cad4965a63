#!/usr/bin/env python3
"""Prepare this clone's own environment and run a command in it: ``python3 run.py serve``.

Needs nothing but Python 3.11 to 3.14 and its standard library. The environment lies in ``.venv`` (or CHATBOT_VENV) and
is filled from the hashed locks in ``requirements/``; a stamp in it lets the next start skip that. Written to work on
Windows too; untested there. The file must parse on Python 3.6, which it tells what to do: no newer syntax.
"""

import hashlib
import os
import shutil
import subprocess
import sys

CLONE = os.path.dirname(os.path.abspath(__file__))
OLDEST, NEWEST = (3, 11), (3, 14)
USAGE = """使い方: python3 run.py コマンド [引数…]

  serve            チャットボットを起動します（初回は部品の準備に1分ほどかかります）
  ask 質問         端末で1問だけ質問します
  test             テストを実行します（引数は pytest に渡します）
  eval             評価を実行します
  extra 名前       追加の部品を入れます（local: 学習済み埋め込みモデル、community: 追加の文書形式）
  その他           chatbot コマンドにそのまま渡します（ingest、search、doctor など）
"""


class Stop(Exception):
    """Ends the program with a Japanese sentence that says what to do."""


def main(arguments: "list[str]") -> int:
    """Run one command and return its exit code."""
    if not arguments or arguments[0] in ("-h", "--help"):
        sys.stdout.write(USAGE)
        return 0 if arguments else 2
    try:
        check_python(sys.version_info[:2])
        return run(arguments[0], arguments[1:])
    except Stop as reason:
        say(str(reason))
        return 1
    except KeyboardInterrupt:
        return 130


def run(command: str, rest: "list[str]") -> int:
    """Prepare what the command needs, then become it."""
    environment = Environment(os.environ.get("CHATBOT_VENV") or os.path.join(CLONE, ".venv"))
    if command == "test":
        environment.prepare("test")
        os.chdir(CLONE)
        return environment.become(["-m", "pytest", *rest])
    environment.prepare("product")
    if command == "extra":
        return install_extras(environment, rest)
    if command == "eval":
        return environment.become(["-m", "eval", *rest])
    return environment.become(["-m", "chatbot", command, *rest])


def check_python(version: "tuple[int, ...]") -> None:
    """Refuse a Python that the locked packages do not support, and name one on this machine that will do."""
    if OLDEST <= version <= NEWEST:
        return
    wanted = "Python {}.{} から {}.{}".format(*(OLDEST + NEWEST))
    names = ["python3.%d" % minor for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    found = [name for name in names if runs(name)]
    if found:
        remedy = "このパソコンには {0} があります。`{0} run.py` で始まるコマンドで実行してください。".format(found[0])
    else:
        remedy = "{} をインストールしてから、もう一度実行してください。".format(wanted)
    raise Stop("Python {}.{} では動きません。{} が必要です。{}".format(version[0], version[1], wanted, remedy))


def runs(name: str) -> bool:
    """Tell whether a command is there and works: a version manager leaves stand-ins on the path that only complain."""
    if not shutil.which(name):
        return False
    with open(os.devnull, "w") as nowhere:
        return subprocess.call([name, "--version"], stdout=nowhere, stderr=nowhere) == 0


class Environment:
    """The virtual environment, its installer and its stamp."""

    def __init__(self, folder: str) -> None:
        """Name the places; nothing is made yet."""
        self.folder = os.path.abspath(os.path.expanduser(folder))
        inner = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
        self.python = os.path.join(self.folder, *inner)
        self.log = os.path.join(self.folder, "install.log")

    def prepare(self, kind: str) -> None:
        """Install ``requirements/<kind>.lock`` unless the stamp says that it is there."""
        stamp = os.path.join(self.folder, "installed-" + kind)
        version = self.version()
        if version and read(stamp) == fingerprint(kind, version):
            return
        say("部品を準備しています（初回と更新時のみ）…")
        if not version:
            self.create()
        for old in ("installed-product", "installed-test"):
            if os.path.exists(os.path.join(self.folder, old)):
                os.remove(os.path.join(self.folder, old))
        self.install(["--require-hashes", "-r", lock_file(kind)])
        for done in ("product", kind):  # the test lock holds the product's
            with open(os.path.join(self.folder, "installed-" + done), "w", encoding="utf-8") as stream:
                stream.write(fingerprint(done, self.version()))
        say("準備ができました。")

    def version(self) -> str:
        """Return the environment's Python version; nothing when there is none, or its interpreter has gone."""
        try:
            code = "import sys; print('%d.%d' % sys.version_info[:2])"
            return subprocess.check_output([self.python, "-c", code], universal_newlines=True).strip()
        except (OSError, subprocess.CalledProcessError):
            return ""

    def create(self) -> None:
        """Make the environment, clearing a broken one."""
        ours = os.path.exists(os.path.join(self.folder, "pyvenv.cfg"))
        if os.path.isdir(self.folder) and os.listdir(self.folder) and not ours:
            raise Stop("フォルダ「%s」は空ではありません。CHATBOT_VENV に別の場所を指定してください。" % self.folder)
        try:
            import ensurepip  # noqa: F401 - Debian ships Python without it
            import venv  # noqa: F401
        except ImportError:
            own = shutil.which("uv")
            if not own:
                version = "%d.%d" % sys.version_info[:2]
                raise Stop(
                    "Python の venv 機能が入っていません。Debian・Ubuntu では `sudo apt install python%s-venv` を"
                    "実行してから、もう一度試してください。" % version
                ) from None
            make = [own, "venv", "--quiet", "--python", sys.executable, self.folder]
        else:
            make = [sys.executable, "-m", "venv", self.folder]
        if ours:
            shutil.rmtree(self.folder)
        try:
            subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError) as error:
            place = "「%s」に書き込めるか確認してください。" % self.folder
            raise Stop("環境を作れませんでした。%s（%s）" % (place, error)) from None

    def install(self, arguments: "list[str]") -> None:
        """Install with uv, or with pip where uv cannot be had or fails; uv takes seconds, pip minutes."""
        uv = self.uv()
        # Compiled now, as pip does: otherwise every command compiles anew where Python may not write bytecode.
        command = ["pip", "install", "--quiet", "--compile-bytecode", "--python", self.python]
        if uv and self.logged(uv + command + arguments, self.uv_settings()):
            return
        say("pip で部品を入れています。数分かかります…")
        if not self.logged([self.python, "-m", "pip", "--version"]):
            self.logged([self.python, "-m", "ensurepip"])
        pip = [self.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        if not self.logged(pip + self.for_pip(arguments)):
            lines = read(self.log).strip().splitlines()
            raise Stop(
                "部品を入れられませんでした。ネットワーク（プロキシの設定 HTTPS_PROXY など）とディスクの空き（約1GB）を"
                "確認して、もう一度実行してください。記録: %s\n%s" % (self.log, "\n".join(lines[-8:]))
            )

    def for_pip(self, arguments: "list[str]") -> "list[str]":
        """Return the arguments with constraints that carry no hashes: pip demands hashes of all when one has some."""
        if "-c" not in arguments:
            return arguments
        place = arguments.index("-c") + 1
        pins = [line.partition(" \\")[0] for line in read(arguments[place]).splitlines() if line[:1].isalnum()]
        plain = os.path.join(self.folder, "constraints.txt")
        with open(plain, "w", encoding="utf-8") as stream:
            stream.write("\n".join(pins) + "\n")
        return [*arguments[:place], plain, *arguments[place + 1 :]]

    def uv(self) -> "list[str]":
        """Return the command of uv: the user's own, else the locked one, put into the environment."""
        own = shutil.which("uv")
        if own:
            return [own]
        module = [self.python, "-m", "uv"]
        pip = [self.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        here = self.logged([*module, "--version"])
        if here or self.logged([*pip, "--require-hashes", "-r", lock_file("installer")]):
            return module
        return []

    def uv_settings(self) -> "dict[str, str]":
        """Return pip's settings for mirrors and proxies as uv's variables: uv does not read pip's. uv's own win."""
        names = {
            "index-url": ["UV_DEFAULT_INDEX"],
            "extra-index-url": ["UV_INDEX"],
            "find-links": ["UV_FIND_LINKS"],
            "no-index": ["UV_NO_INDEX"],
            "trusted-host": ["UV_INSECURE_HOST"],
            "proxy": ["HTTPS_PROXY", "HTTP_PROXY"],
            "cert": ["SSL_CERT_FILE"],
            "client-cert": ["SSL_CLIENT_CERT"],
            "timeout": ["UV_HTTP_TIMEOUT"],
            "default-timeout": ["UV_HTTP_TIMEOUT"],
        }
        # Several indexes may hold one package. The hashes say which file is meant, so any index may serve it.
        found = {"UV_INDEX_STRATEGY": "unsafe-best-match"}
        for key, value in self.pip_settings().items():
            for name in names.get(key, []):
                found[name] = (" " if key != "find-links" else ",").join(value.split())
        return {name: value for name, value in found.items() if not os.environ.get(name)}

    def pip_settings(self) -> "dict[str, str]":
        """Return pip's settings that hold for an installation: its files, then its variables."""
        import ast

        for python in (self.python, sys.executable):
            try:
                command = [python, "-m", "pip", "config", "list"]
                listed = subprocess.check_output(command, stderr=subprocess.DEVNULL, universal_newlines=True)
                break
            except (OSError, subprocess.CalledProcessError):
                listed = ""
        found = {}  # type: dict[str, str]
        for section in ("global.", "install.", ":env:."):
            for line in listed.splitlines():
                key, _, value = line.partition("=")
                if key.startswith(section):
                    found[key[len(section) :]] = str(ast.literal_eval(value))
        return found

    def logged(self, command: "list[str]", extra: "dict[str, str] | None" = None) -> bool:
        """Run a command with its words in the log; tell whether it succeeded."""
        with open(self.log, "a", encoding="utf-8") as log:
            log.write("$ %s\n" % " ".join(command))
            log.flush()
            try:
                environment = dict(os.environ, **(extra or {}))
                return subprocess.call(command, stdout=log, stderr=subprocess.STDOUT, env=environment) == 0
            except OSError as error:
                log.write("%s\n" % error)
                return False

    def become(self, arguments: "list[str]") -> int:
        """Run the environment's Python with the clone on its path, in the user's own folder."""
        environment = dict(os.environ)
        paths = [CLONE, environment.get("PYTHONPATH", "")]
        environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
        environment.setdefault("PYTHONUTF8", "1")
        command = [self.python, *arguments]
        if os.name == "nt":  # there an exec returns to the prompt while the program still runs
            return subprocess.call(command, env=environment)
        sys.stdout.flush()
        sys.stderr.flush()
        os.execve(self.python, command, environment)  # noqa: S606 - our own command; signals go straight to it


def install_extras(environment: Environment, names: "list[str]") -> int:
    """Install extras of pyproject.toml beside the locked packages, which they may not change."""
    import tomllib

    with open(os.path.join(CLONE, "pyproject.toml"), "rb") as stream:
        known = tomllib.load(stream)["project"]["optional-dependencies"]
    if not names or set(names) - set(known):
        raise Stop("追加の部品の名前を指定してください。使える名前: %s" % "、".join(sorted(known)))
    wanted = [requirement for name in names for requirement in known[name]]
    if "local" in names and sys.platform == "linux":
        cpu_torch(environment)
    environment.install(["-c", lock_file("product"), *wanted])
    say("追加の部品「%s」を入れました。" % "、".join(names))
    return 0


def cpu_torch(environment: Environment) -> None:
    """Install torch for the processor alone: the plain build for Linux drags in several GB of CUDA packages."""
    if environment.logged([environment.python, "-c", "import torch"]):
        return
    say("CPU 版の torch を入れています…")
    settings = environment.uv_settings()
    install = [*environment.uv(), "pip", "install", "--quiet", "--python", environment.python, "torch"]
    sources = [["--torch-backend", "cpu"]]
    if "UV_FIND_LINKS" in settings:  # the office's own folder of wheels
        sources.insert(0, ["--no-index", "--no-deps"])
    if not any(environment.logged(install + source, settings) for source in sources):
        raise Stop(
            "CPU 版の torch を取得できませんでした。`%s -m pip install torch` などで CPU 版を入れてから、"
            "もう一度実行してください。記録: %s" % (environment.python, environment.log)
        )


def lock_file(kind: str) -> str:
    """Return the path of a lock: product, test or installer."""
    return os.path.join(CLONE, "requirements", kind + ".lock")


def fingerprint(kind: str, version: str) -> str:
    """Return what the stamp holds when this lock is installed for this Python."""
    with open(lock_file(kind), "rb") as stream:
        return "%s %s" % (version, hashlib.sha256(stream.read()).hexdigest())


def read(path: str) -> str:
    """Return a text file's content; nothing when it is not there."""
    try:
        with open(path, encoding="utf-8", errors="replace") as stream:
            return stream.read()
    except OSError:
        return ""


def say(sentence: str) -> None:
    """Tell the person at the terminal."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
