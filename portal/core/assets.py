"""Static files: one folder named by the hash of its content, compressed once, served as immutable."""

import gzip
import hashlib
import shutil
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

STATIC = Path(__file__).parent.parent.parent / "static"
SERVED = ("css", "js", "vendor", "icons", "img", "field")
COMPRESSED = {".css", ".js", ".svg", ".webmanifest"}


def init_app(app: Flask) -> None:
    """Serves static/ under /s/<hash>/ and gives templates `asset('css/portal.css')`."""
    mark = _tree_hash()
    folder = Path(app.instance_path) / "static" / mark
    if not folder.exists():
        _build(folder)
    app.wsgi_app = WhiteNoise(app.wsgi_app, root=str(folder), prefix=f"s/{mark}/", max_age=31536000,
                              immutable_file_test=lambda path, url: True, add_headers_function=_headers)
    app.jinja_env.globals["asset"] = lambda name: f"/s/{mark}/{name}"


def _headers(headers, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Content-Security-Policy"] = "default-src 'none'"


def _files() -> list[Path]:
    return sorted(path for name in SERVED for path in (STATIC / name).rglob("*") if path.is_file())


def _tree_hash() -> str:
    digest = hashlib.sha256()
    for path in _files():
        digest.update(str(path.relative_to(STATIC)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _build(folder: Path) -> None:
    building = folder.with_name(folder.name + f".{id(folder)}")
    for path in _files():
        target = building / path.relative_to(STATIC)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        if path.suffix in COMPRESSED:
            target.with_name(target.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
    building.mkdir(parents=True, exist_ok=True)
    try:
        building.replace(folder)
    except OSError:  # another process was first
        shutil.rmtree(building, ignore_errors=True)
