import express from 'express';
import { Queue } from 'bullmq';

const app = express();
const queue = new Queue('exports', { connection: { url: process.env.REDIS_URL }, defaultJobOptions: { removeOnComplete: 100, removeOnFail: 100, attempts: 2 } });

app.post('/exports', async (request, response) => {
  const job = await queue.add('export', request.body);
  response.status(202).location(`/exports/${job.id}`).json({ id: job.id });
});

const server = app.listen(process.env.PORT);
process.on('SIGTERM', () => server.close());
