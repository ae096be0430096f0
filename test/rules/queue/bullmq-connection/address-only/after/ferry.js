import { Worker } from 'bullmq';
import IORedis from 'ioredis';

const connection = new IORedis(process.env.REDIS_URL, { maxRetriesPerRequest: null });   // shared

const worker = new Worker('tickets', async (job) => job.id, { connection });
worker.on('failed', console.error);
