from flask import Flask

desk = Flask(__name__)
