import os

from flask import Flask

app = Flask(__name__)
# optimize-ignore[flake8-quotes] another tool
x = 1
