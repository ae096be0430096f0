from flask import Flask

# the shop's front
shop = Flask(__name__)


@shop.get("/alive")
def alive():
    return {"ok":  True}


if __name__ == "__main__":
    shop.run(host="0.0.0.0",   port=8123)
