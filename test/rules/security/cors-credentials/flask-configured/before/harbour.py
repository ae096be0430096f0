from flask import Flask
from flask_cors import CORS

from routes import pages

app = Flask(__name__)
app.config.from_object("settings")
CORS(app)
app.register_blueprint(pages)
