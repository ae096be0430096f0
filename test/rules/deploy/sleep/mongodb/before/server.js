const express = require('express');
const mongoose = require('mongoose');

const shop = express();
mongoose.connect(process.env.MONGO_URL);
shop.get('/alive', (request, response) => response.json({ ok: true }));
shop.listen(process.env.PORT);
