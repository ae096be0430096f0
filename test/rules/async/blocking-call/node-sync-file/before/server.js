import { readFileSync } from 'node:fs';
import express from 'express';

const terms = readFileSync('terms.txt', 'utf8'); // once
const site = express();
site.get('/terms', (request, response) => response.send(terms));
site.get('/prices', (request, response) => {
  response.send(readFileSync('prices.csv',   'utf8'));
});
site.listen(process.env.PORT);
