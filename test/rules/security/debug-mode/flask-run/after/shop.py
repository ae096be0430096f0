import os as system
from flask import Flask

shop = Flask(__name__)


@shop.get("/alive")
def alive():
    return {"ok":  True}


shop.run(host="0.0.0.0",   port=8123,
         debug=system.environ.get("FLASK_DEBUG") == "1")
