const express = require('express');

const shop = express();
shop.get('/alive', (request, response) => response.json({ ok: true }));
const server = shop.listen(process.env.PORT);
process.on('SIGTERM', () => server.close());
