import threading

import telebot
from flask import Flask

# the shop's front
shop = Flask(__name__)


@shop.get("/alive")
def alive():
    return {"ok":  True}


bot = telebot.TeleBot("token")
threading.Thread(target=bot.infinity_polling, daemon=True).start()
