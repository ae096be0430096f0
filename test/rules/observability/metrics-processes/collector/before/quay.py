from flask import Flask
from prometheus_client import CollectorRegistry, Counter, generate_latest, multiprocess

quay = Flask(__name__)
SEEN = Counter("seen", "seen")


@quay.get("/metrics")
def metrics():
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    return generate_latest(registry)
