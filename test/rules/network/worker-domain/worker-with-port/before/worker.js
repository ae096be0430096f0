const http = require('node:http');
const { Client } = require('discord.js');

const bot = new Client({ intents: [] });
bot.login(process.env.TOKEN);
http.createServer((request, response) => response.end('ok')).listen(process.env.PORT);
