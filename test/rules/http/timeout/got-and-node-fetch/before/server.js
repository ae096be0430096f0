import got from 'got';
import fetch from 'node-fetch';
import express from 'express';

const site = express();

site.get('/rates', async (request, response) => {
  const rates = await got('https://rates.example').json();
  const news = await fetch('https://news.example');
  response.json({ rates, news: await news.json() });
});

site.listen(process.env.PORT);
