const express = require('express');
const { requireAuth } = require('./auth');

const shop = express();
shop.get('/status', requireAuth, (request, response) => response.json({ ok: true }));
shop.listen(process.env.PORT);
