import os

from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(
    os.environ['DATABASE_URL'],
    connect_args={'server_settings': {'application_name': 'shop', 'jit': 'off'}, 'timeout': 5},
)
