"""Every path of the project, and the folder its own data is written to."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REGISTRY = ROOT / "geo" / "registry"
CATALOGUE = ROOT / "data" / "catalogue"
PUBLISHED = ROOT / "data" / "published"
SCHEMA = ROOT / "data" / "schema"
STATEMENTS = ROOT / "data" / "sql"
MAP_LIBRARY = "/api/vendor/maplibre-gl-6.17.0/maplibre-gl.mjs"  # as the browser asks for it


def data_folder() -> Path:
    """Folder that holds what the app writes: ATLAS_DATA, or var/ in the project (not in git)."""
    chosen = os.environ.get("ATLAS_DATA", "").strip()
    return Path(chosen).expanduser().resolve() if chosen else ROOT / "var"


def warehouse_file() -> Path:
    """File of the warehouse."""
    return data_folder() / "atlas.duckdb"


def layer_cache() -> Path:
    """Folder of the map layers made ready for the browser."""
    return data_folder() / "layers"


def door_file() -> Path:
    """File that says where the running app is reached, and with which token."""
    return data_folder() / "door.json"


def access_file() -> Path:
    """File of the audit, the API tokens and the logins that were ended."""
    return data_folder() / "access.sqlite"


def roles_file() -> Path:
    """File in which an office says who has which role for which areas."""
    return data_folder() / "roles.toml"


def boundary_folder() -> Path:
    """Folder of the boundary layers that were made from offices' files, one folder a file."""
    return data_folder() / "boundaries"


def snapshot_folder() -> Path:
    """Folder of the published snapshots of the warehouse, one folder a version."""
    return data_folder() / "published"


def table_folder() -> Path:
    """Folder of the published tables that an engine elsewhere reads, one folder a version."""
    return data_folder() / "tables"


def backup_folder(warehouse: Path) -> Path:
    """Folder of the backups, one folder each: ATLAS_BACKUPS, or one beside the warehouse's file."""
    chosen = os.environ.get("ATLAS_BACKUPS", "").strip()
    return Path(chosen).expanduser().resolve() if chosen else warehouse.parent / "backups"
