from pydantic_settings import BaseSettings


class Server(BaseSettings):
    gunicorn_workers: int = 2


workers = Server().gunicorn_workers
