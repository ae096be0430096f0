import os

DB_USER = os.environ["DB_USER"]
DB_PASSWORD = os.environ["DB_PASSWORD"]
DB_PORT = os.getenv("DB_PORT", "5432")
DB_NAME = os.environ["DB_NAME"]
REDIS_URL = os.environ["REDIS_URL"]

# Check if running on Railway
if os.getenv("RAILWAY_ENVIRONMENT"):
    # Use internal Railway network (ultra-fast)
    DB_HOST = os.getenv("PGHOST")  # Railway's internal hostname
else:
    DB_HOST = os.environ["DB_HOST"]

DB_PRIVATE_URL = f"postgresql+asyncpg://{DB_USER}:{DB_PASSWORD}@{DB_HOST}:{DB_PORT}/{DB_NAME}"
SYNC_DATABASE_URL = f"postgresql+psycopg2://{DB_USER}:{DB_PASSWORD}@{DB_HOST}:{DB_PORT}/{DB_NAME}"

# Railway-optimized connection string
DATABASE_URL = f"{DB_PRIVATE_URL}?pool_size=30&max_overflow=50&pool_pre_ping=true&pool_recycle=7200&keepalives_idle=600&keepalives_interval=30&keepalives_count=3"
