import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import express from 'express';

const terms = readFileSync('terms.txt', 'utf8'); // once
const site = express();
site.get('/terms', (request, response) => response.send(terms));
site.get('/prices', async (request, response) => {
  response.send(await readFile('prices.csv',   'utf8'));
});
site.listen(process.env.PORT);
