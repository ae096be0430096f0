import express from 'express';
import { Worker } from 'bullmq';

const site = express();

site.get('/', (request, response) => response.end());

new Worker('rates', async () => {
  await fetch('https://rates.example');
}, { connection: {} });

site.listen(process.env.PORT);
