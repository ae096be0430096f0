from json import dumps
from os import getpid
from time import perf_counter


class RequestTiming:
    """Logs how long requests took, as percentiles of the last {{ every }} seconds. Each process knows its own requests only."""

    def __init__(self, app):
        self.app = app
        self.seconds = []
        self.since = perf_counter()

    async def __call__(self, scope, receive, send):
        started = perf_counter()
        try:
            await self.app(scope, receive, send)
        finally:
            if scope["type"] == "http":
                self.seconds.append(perf_counter() - started)
            if self.seconds and perf_counter() - self.since >= {{ every }}:
                self.report()

    def report(self):
        ordered, self.seconds, self.since = sorted(self.seconds), [], perf_counter()
        timing = {f"p{part}_ms": round(ordered[(len(ordered) - 1) * part // 100] * 1000) for part in (50, 95, 99)}
        print(dumps({"level": "info", "message": "request timing", "process": getpid(), "requests": len(ordered), **timing}), flush=True)


{{ web.app }}.add_middleware(RequestTiming)
