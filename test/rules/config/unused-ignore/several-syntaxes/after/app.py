import os

from flask import Flask

app = Flask(__name__)


# a note that stays
@app.get("/")
def index():
	return "ok"  # noqa
