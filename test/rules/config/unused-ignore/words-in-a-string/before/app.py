import os

from flask import Flask

app = Flask(__name__)

HELP = "# optimize-ignore[server/workers] one replica"
TEXT = """
# optimize-ignore[server/workers] one replica
"""
