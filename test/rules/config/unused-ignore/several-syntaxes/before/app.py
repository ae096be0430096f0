import os

from flask import Flask

app = Flask(__name__)


# a note that stays
# optimize-ignore[async/blocking-call] nothing blocks here
@app.get("/")
def index():
	return "ok"  # noqa  # optimize-ignore[async/blocking-call] nor here
