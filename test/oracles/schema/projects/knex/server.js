const express = require('express');
const knex = require('knex')({ client: 'pg', connection: process.env.DATABASE_URL });

const app = express();
app.get('/', async (request, response) => response.json(await knex('orders').count()));
app.listen(process.env.PORT);
