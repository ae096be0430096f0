from pydantic import Field
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_url: str
    db_pool_size: int = 20
    db_max_overflow: int = Field(default=10, ge=0)
