from flask import Flask

# the app's front
app = Flask(__name__)


@app.get("/alive")
def alive():
    return {"ok":  True}
