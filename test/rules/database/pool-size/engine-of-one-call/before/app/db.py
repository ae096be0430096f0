import os
from sqlalchemy import create_engine, text


def note(rows: list[str]) -> int:
    # made for this one batch, and gone with it
    engine = create_engine(os.environ["DATABASE_URL"].replace("postgres:",   "postgresql:"), pool_pre_ping=True)
    try:
        with engine.begin() as connection:
            for row in rows:
                connection.execute(text("insert into notes (line) values (:line)"), {"line": row})
    finally:
        engine.dispose()
    return len(rows)
