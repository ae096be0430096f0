from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from app.core.config import DATABASE_URL

engine = create_async_engine(
    DATABASE_URL,
    pool_size=30,           # Higher pool for Railway's low latency
    max_overflow=50,        # More overflow connections
    pool_pre_ping=True,     # Verify connections are alive
    pool_recycle=7200,      # Longer recycle (2 hours) - Railway is stable
    echo=False,
    # Railway-specific optimizations
    connect_args={
        "server_settings": {
            "application_name": "webhook_service",
            "jit": "off"  # Disable JIT for consistent performance
        },
        "command_timeout": 5,
        "keepalives_idle": 600,     # Keep connections alive longer
        "keepalives_interval": 30,  # Check every 30 seconds
        "keepalives_count": 3       # 3 failed checks before disconnect
    }
)
async_session = async_sessionmaker(engine, class_=AsyncSession)
