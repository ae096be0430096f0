const express = require('express');
const { sequelize } = require('./models');

const app = express();
app.get('/', async (request, response) => response.json(await sequelize.models.Order.count()));
app.listen(process.env.PORT);
