"""Brings the database up to date, fills an empty one with practice records, and serves; run by bin/serve.

All in one process, because starting Python and importing the portal is most of what a start costs.
"""

import os
import sys

from flask.cli import ScriptInfo
from flask_migrate import upgrade
from waitress import serve

from portal.core.db import refresh_statistics
from portal.core.space import make_reserve
from wsgi import app


def main(host: str, port: int) -> None:
    """Serve on `host`:`port` until the process is told to stop."""
    with app.app_context():
        upgrade()
        make_reserve()
    if os.environ.get("PORTAL_DEMO", "1") != "0":
        app.cli.main(
            ["demo", "load", "--if-empty"], obj=ScriptInfo(create_app=lambda: app), standalone_mode=False
        )
    with app.app_context():
        refresh_statistics()
    print(f"· The portal is at http://{host}:{port}/ — stop it with Ctrl+C", flush=True)
    serve(app, listen=f"{host}:{port}", threads=8, ident=None)


main(sys.argv[1], int(sys.argv[2]))
