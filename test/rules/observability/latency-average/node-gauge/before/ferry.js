import { Gauge } from 'prom-client';
import express from 'express';

const latency = new Gauge({ name: 'ferry_average_latency_ms', help: 'Average' });
const app = express();
app.use((request, response, next) => { latency.set(12); next(); });
const server = app.listen(process.env.PORT);
process.on('SIGTERM', () => server.close());
