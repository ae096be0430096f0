from flask import Flask

desk = Flask(__name__)


@desk.route("/ping")
def ping():
	return "pong"
