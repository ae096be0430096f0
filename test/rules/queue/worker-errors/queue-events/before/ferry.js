import { QueueEvents, Worker } from 'bullmq';

const connection = { url: process.env.REDIS_URL };
new Worker('tickets', async (job) => job.id, { connection });
const events = new QueueEvents('tickets', { connection });
events.on('failed', ({ jobId, failedReason }) => console.error(jobId, failedReason));
