import os

from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(
    os.environ['DATABASE_URL'],
    connect_args={
        'statement_cache_size': 0,
        'prepared_statement_cache_size': 0,
        'prepared_statement_name_func': lambda: "",
    },  # as some guide says
)
