"""Where Piccolo finds the engine and the tables (its own name for this file)."""

from piccolo.conf.apps import AppRegistry

from claimdesk.db.engine import ENGINE

DB = ENGINE
APP_REGISTRY = AppRegistry(apps=["claimdesk.db.piccolo_app"])
