import { Worker } from 'bullmq';

const worker = new Worker('tickets', async (job) => job.id, { connection: { url: process.env.REDIS_URL } });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, async () => { await worker.close(); process.exit(0); });
