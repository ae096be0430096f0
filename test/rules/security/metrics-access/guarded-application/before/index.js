import express from 'express';
import { register } from 'prom-client';
import { requireAuth } from './auth.js';

const app = express();
app.use(requireAuth);
app.get('/metrics', async (request, response) => response.send(await register.metrics()));
app.listen(process.env.PORT);
