from flask import Flask, url_for
from werkzeug.middleware.proxy_fix import ProxyFix

shop = Flask(__name__)
shop.wsgi_app = ProxyFix(shop.wsgi_app)


@shop.get("/mail")
def mail():
    return {"link": url_for("mail", _external=True)}
