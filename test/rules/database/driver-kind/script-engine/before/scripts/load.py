from sqlalchemy import create_engine

create_engine("postgresql+asyncpg://cap@db.example/port")
