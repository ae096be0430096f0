from flask import Flask

# what the mailer answers
shop = Flask(__name__)


@shop.get("/alive")
def alive():
    return {"ok":  True}
