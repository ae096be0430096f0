from pydantic import Field
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_url: str = Field(alias="DATABASE_URL")
    redis_url: str = "redis://localhost:6379/0"
    pool_size: int = Field(default=20, alias="POOL_SIZE")
    payment_url: str = "https://payments.example"


settings = Settings()
