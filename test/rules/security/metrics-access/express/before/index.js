import express from 'express';
import { register } from 'prom-client';

const app = express();
app.get('/metrics', async (request, response) => response.send(await register.metrics()));
app.listen(process.env.PORT);
