import os


def options():
    return {key: os.environ[key] for key in ("host", "port")}
