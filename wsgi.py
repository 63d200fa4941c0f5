"""The application object for a server: `waitress-serve wsgi:app`."""

from portal.app import create_app

app = create_app()
