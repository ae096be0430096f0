import express from 'express';
import { pool } from './db/index.js';
import { save } from './orders.js';

const app = express();
app.post('/orders', async (request, response) => {
  await save(request.body);
  response.sendStatus(201);
});

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
