import express from 'express';
import { ask } from './ask.js';

const site = express();

site.get('/rates', async (request, response) => response.json(await ask('GET', '/rates')));

site.listen(process.env.PORT);
