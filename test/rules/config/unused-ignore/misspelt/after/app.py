import os

from flask import Flask

app = Flask(__name__)
x = 1
