import { Worker } from 'bullmq';
import IORedis from 'ioredis';
import { redisOptions } from 'harbour-settings';

const connection = new IORedis(redisOptions);
new Worker('tickets', async (job) => job.id, { connection });
