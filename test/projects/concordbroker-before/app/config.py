from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_url: str = "postgresql://postgres:postgres@localhost:5432/concordbroker"
    page_size: int = 50


settings = Settings()
