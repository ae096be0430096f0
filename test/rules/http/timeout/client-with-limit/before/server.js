import axios from 'axios';
import express from 'express';

const site = express();

const bank = axios.create({ timeout: 3_000 });

site.get('/rates', async (request, response) => {
  response.json((await bank.get('https://bank.example')).data);
});

site.listen(process.env.PORT);
