from flask import Flask
import prometheus_client as p

quay = Flask(__name__)
SEEN = p.Counter( "seen", "seen" )


@quay.get("/metrics")
def metrics():
    return p.generate_latest()
