from json import dumps
from os import getpid
from threading import Lock
from time import perf_counter as now
from flask import Flask, g

quay = Flask(__name__)


@quay.route("/stock")
def stock():
  start = now()
  print("fetched", now() - start)  # seconds
  return []


class RequestTiming:
  """Logs how long requests took, as percentiles of the last 60 seconds. Each process knows its own requests only."""

  lock = Lock()
  seconds = []
  since = now()

  @classmethod
  def note(cls, taken):
    with cls.lock:
      cls.seconds.append(taken)
      if now() - cls.since < 60:
        return
      ordered, cls.seconds, cls.since = sorted(cls.seconds), [], now()
    at = [round(ordered[(len(ordered) - 1) * part // 100] * 1000) for part in (50, 95, 99)]
    timing = {"p50_ms": at[0], "p95_ms": at[1], "p99_ms": at[2]}
    print(dumps({"level": "info", "message": "request timing", "process": getpid(), "requests": len(ordered), **timing}), flush=True)


@quay.before_request
def start_timing():
  g.timing_started = now()


@quay.teardown_request
def note_timing(error=None):
  started = g.pop("timing_started", None)
  if started is not None:
    RequestTiming.note(now() - started)
