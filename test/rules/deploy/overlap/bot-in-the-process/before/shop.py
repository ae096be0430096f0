import discord
from flask import Flask

shop = Flask(__name__)
bot = discord.Client(intents=discord.Intents.default())


@shop.get("/alive")
def alive():
    return {"ok": True}


bot.run("token")
