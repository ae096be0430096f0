import { Worker } from 'bullmq';

const worker = new Worker('tickets', async (job) => job.id, { connection: { url: process.env.REDIS_URL } });

process.on('SIGTERM', async () => {
  await worker.close(); // jobs that run are finished
  process.exit(0);
});
worker.on('failed', (job, error) => console.error(job?.id, error));
