const express = require('express');
const session = require('express-session');

const shop = express();
shop.use(session({ secret: process.env.SESSION_SECRET, resave: false }));
shop.get('/alive', (request, response) => response.json({ ok: true }));
shop.listen(process.env.PORT);
