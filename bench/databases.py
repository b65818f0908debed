"""Where a server's rows are kept: a new SQLite file, or a new database in the PostgreSQL that DATABASE_URL names."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Database:
    """A database of its own for one server."""

    kind: str
    name: str
    address: str
    postmaster: int | None = None


def make(folder: Path, name: str, like: Database | None = None) -> Database:
    """A new database, empty or like another one that nobody uses at the moment.

    It is in PostgreSQL when DATABASE_URL names one (scripts/with_postgres.sh), else a file.
    """
    cluster = os.environ.get("DATABASE_URL", "")
    if cluster:
        return _in_cluster(cluster, name, like)
    file = folder.resolve() / f"{name}.sqlite3"
    if like:
        shutil.copy(folder / f"{like.name}.sqlite3", file)
    return Database("sqlite", name, f"sqlite://{file}")


def _in_cluster(cluster: str, name: str, like: Database | None) -> Database:
    import psycopg  # noqa: PLC0415 - SQLite needs no driver
    from psycopg import sql  # noqa: PLC0415

    template = sql.Identifier(like.name if like else "template1")
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), template))
    parts = urlsplit(cluster)
    socket_folder = Path(dict(parse_qsl(parts.query))["host"])
    pid = int((socket_folder / "data" / "postmaster.pid").read_text(encoding="utf-8").split()[0])
    return Database("postgresql", name, parts._replace(path=f"/{name}").geturl(), pid)


def settle(database: Database) -> None:
    """Do what PostgreSQL's autovacuum does within minutes of so many new rows.

    Statements are then planned by what is there, and no vacuum of one side falls into the measuring of another's pages.
    """
    if database.kind == "postgresql":
        import psycopg  # noqa: PLC0415 - SQLite needs no driver

        with psycopg.connect(database.address, autocommit=True) as connection:
            connection.execute("VACUUM (ANALYZE)")
