const { Worker } = require('bullmq');

new Worker('mail', async (job) => console.log(job.id), { connection: { url: process.env.REDIS_URL }, concurrency: 4 });
