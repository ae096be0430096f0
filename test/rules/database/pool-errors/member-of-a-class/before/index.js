import express from 'express';
import Orders from './orders.cjs';

const orders = new Orders();
const app = express();
app.get('/orders', async (request, response) => response.json(await orders.all()));

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
