import express from 'express';
import { Worker } from 'bullmq';

const app = express();
new Worker('tickets', async (job) => job.id, { connection: { url: process.env.REDIS_URL } });
app.listen(process.env.PORT);
