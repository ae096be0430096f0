URL = "postgresql+asyncpg://cap@db.example/port"
