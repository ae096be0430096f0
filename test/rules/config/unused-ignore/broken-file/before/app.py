import os

from flask import Flask

app = Flask(__name__)


def broken(:
    pass


# optimize-ignore[async/blocking-call] the provider asks for it
x = 1
