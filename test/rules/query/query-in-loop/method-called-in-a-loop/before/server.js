import express from 'express';
import { Ledgers } from './ledgers.js';

const ledgers = new Ledgers();
const app = express();

app.get('/ledgers', async (request, response) => response.json(await ledgers.all(request.query.id)));

app.listen(process.env.PORT);
