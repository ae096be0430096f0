import os

from flask import Flask
from flask_cors import CORS

app = Flask(__name__)
CORS(app, supports_credentials=True, origins=[origin for origin in os.environ.get("CORS_ORIGINS", "").split(",") if origin])
