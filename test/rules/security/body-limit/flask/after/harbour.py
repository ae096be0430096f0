from flask import Flask, request

app = Flask(__name__)


@app.post("/crossings")
def book():
    return request.get_json()


app.config["MAX_CONTENT_LENGTH"] = 10 * 1_000_000
