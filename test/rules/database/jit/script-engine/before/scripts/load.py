import os

from sqlalchemy import create_engine

create_engine(os.environ["DATABASE_URL"], connect_args={"options": "-c jit=off"})
