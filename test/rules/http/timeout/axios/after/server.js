import axios from 'axios';
import express from 'express';

const site = express();

const bank = axios.create({
  baseURL: 'https://bank.example', // ours
  timeout: 10000,
});

site.get('/rates', async (request, response) => {
  const { data } = await bank.get('/rates');
  const { data: more } = await axios.post('https://log.example', data, { timeout: 10000 });
  response.json({ data, more });
});

site.listen(process.env.PORT);
