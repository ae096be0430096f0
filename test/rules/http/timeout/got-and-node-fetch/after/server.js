import got from 'got';
import fetch from 'node-fetch';
import express from 'express';

const site = express();

site.get('/rates', async (request, response) => {
  const rates = await got('https://rates.example', { timeout: { request: 10000 } }).json();
  const news = await fetch('https://news.example', { signal: AbortSignal.timeout(10000) });
  response.json({ rates, news: await news.json() });
});

site.listen(process.env.PORT);
