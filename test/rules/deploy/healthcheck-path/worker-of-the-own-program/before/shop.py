import os

from litestar import Litestar, get
from litestar.cli.main import litestar_group


@get("/ready", sync_to_thread=False)
def ready() -> str:
    return "ok"


app = Litestar(route_handlers=[ready])


def run() -> None:
    os.environ.setdefault("LITESTAR_APP", "shop:app")
    litestar_group()
