from json import dumps
from os import getpid
from threading import Lock
from time import perf_counter

from flask import g


class RequestTiming:
    """Logs how long requests took, as percentiles of the last {{ every }} seconds. Each process knows its own requests only."""

    lock = Lock()
    seconds = []
    since = perf_counter()

    @classmethod
    def note(cls, taken):
        with cls.lock:
            cls.seconds.append(taken)
            if perf_counter() - cls.since < {{ every }}:
                return
            ordered, cls.seconds, cls.since = sorted(cls.seconds), [], perf_counter()
        timing = {f"p{part}_ms": round(ordered[(len(ordered) - 1) * part // 100] * 1000) for part in (50, 95, 99)}
        print(dumps({"level": "info", "message": "request timing", "process": getpid(), "requests": len(ordered), **timing}), flush=True)


@{{ web.app }}.before_request
def start_timing():
    g.timing_started = perf_counter()


@{{ web.app }}.teardown_request
def note_timing(error=None):
    started = g.pop("timing_started", None)
    if started is not None:
        RequestTiming.note(perf_counter() - started)
