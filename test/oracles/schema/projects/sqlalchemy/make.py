"""Makes the tables of the models in the database that the first argument names."""
import sys

from sqlalchemy import create_engine, text

import fields
import models

engine = create_engine(sys.argv[1].replace("postgresql:", "postgresql+psycopg:"))
with engine.begin() as connection:
    connection.execute(text("CREATE SCHEMA billing"))
models.Base.metadata.create_all(engine)
fields.SQLModel.metadata.create_all(engine)
