from time import perf_counter as now
from flask import Flask, g

quay = Flask(__name__)


@quay.route("/stock")
def stock():
  start = now()
  print("fetched", now() - start)  # seconds
  return []
