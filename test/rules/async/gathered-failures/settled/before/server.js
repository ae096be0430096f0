import express from 'express';
import { Worker } from 'bullmq';

const site = express();

const price = async (code) => {
  const answer = await fetch(`https://prices.example/${code}`);
  return answer.json();
};

new Worker('prices', async (job) => {
  return Promise.allSettled(job.data.codes.map(price));
}, { connection: {} });

site.listen(process.env.PORT);
