import os

import discord

bot = discord.Client(intents=discord.Intents.default())
bot.run(os.environ["TOKEN"])
