"""Settings from the environment; every default is the careful one."""

import os
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
MAX_BODY_BYTES = 30 * 1024 * 1024


def database_url(instance: Path) -> str:
    """One URL names the database: PORTAL_DATABASE_URL for PostgreSQL, else a file in the instance folder."""
    url = os.environ.get("PORTAL_DATABASE_URL", "")
    if url.startswith(("postgres://", "postgresql://")):
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    return url or f"sqlite:///{instance / 'portal.sqlite'}"


def settings(instance: Path) -> dict[str, Any]:
    """The configuration of an app whose files lie in *instance*. PORTAL_HTTPS=1 behind a TLS proxy."""
    https = os.environ.get("PORTAL_HTTPS") == "1"
    return {
        "SQLALCHEMY_DATABASE_URI": database_url(instance),
        "SQLALCHEMY_ENGINE_OPTIONS": {},
        "KEY_FILE": str(instance / "keys.json"),
        "FILES": str(instance / "files"),
        "HTTPS": https,
        "SESSION_COOKIE_NAME": "__Host-portal" if https else "portal",
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "MAX_CONTENT_LENGTH": MAX_BODY_BYTES,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "MAX_FORM_PARTS": 400,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,  # Origin is checked by ourselves; Referrer-Policy sends no Referer
        "TRUSTED_HOSTS": [h for h in os.environ.get("PORTAL_HOSTS", "").split(",") if h] or None,
        "DEMO": os.environ.get("PORTAL_DEMO", "1") != "0",
        "IDLE_SECONDS": int(os.environ.get("PORTAL_IDLE_SECONDS", "300")),
        "TEMPLATES_AUTO_RELOAD": False,
    }
