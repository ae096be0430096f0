from flask import Flask, request

from tides import start

app = Flask(__name__)


@app.post('/tides')
def tides():
    return start(request.json).id
