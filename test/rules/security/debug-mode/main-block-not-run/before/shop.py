from flask import Flask

# the shop's front
shop = Flask(__name__)


@shop.get("/alive")
def alive():
    return {"ok":  True}


if __name__ == "__main__":
    shop.run(debug=True,   port=8123)
