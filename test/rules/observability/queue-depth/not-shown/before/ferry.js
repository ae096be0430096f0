import { Queue, Worker } from 'bullmq';
import { Counter, Gauge, register } from 'prom-client';
import express from 'express';

const connection = { url: process.env.REDIS_URL };
const tickets = new Queue('tickets', { connection });
const worker = new Worker('tickets', async (job) => job.id, { connection });
const sold = new Counter({ name: 'ferry_sold', help: 'Sold' });
const app = express();
app.get('/metrics', async (request, response) => response.send(await register.metrics()));
const server = app.listen(process.env.PORT);
process.on('SIGTERM', () => worker.close());
