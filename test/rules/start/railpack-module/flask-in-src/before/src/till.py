from flask import Flask

till = Flask(__name__)
