from flask import Flask

quay = Flask(__name__)
