const express = require('express');

const shop = express();
shop.get('/alive', (request, response) => response.json({ ok: true }));
shop.listen(process.env.PORT);
