import express from 'express';
import { Worker } from 'bullmq';

const site = express();

new Worker('prices', async (job) => {
  return Promise.all(job.data.codes.map(async (code) => {
    try {
      return await fetch(code);
    } catch {
      return undefined;
    }
  }));
}, { connection: {} });

site.listen(process.env.PORT);
