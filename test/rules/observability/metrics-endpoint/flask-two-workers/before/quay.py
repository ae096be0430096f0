from time import time
from flask import Flask, jsonify

quay = Flask(__name__)


@quay.route("/")
def home():
  return jsonify(time())
