import { Worker } from 'bullmq';

// carries bags, answers nobody
const porter = new Worker('bags', async (job) => console.log(job.id), { connection: { url: process.env.REDIS_URL } });
porter.on('failed', (job, error) => console.error(job?.id, error));
