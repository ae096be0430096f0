import os

from sqlalchemy import create_engine

engine = create_engine( os.environ["DATABASE_PUBLIC_URL"] )  # from a laptop
with engine.connect() as connection:
    print(connection.exec_driver_sql("select 1"))
