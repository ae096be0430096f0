import { mkdirSync, readFileSync } from 'node:fs';
import express from 'express';

const terms = readFileSync('terms.txt', 'utf8'); // once
const site = express();
site.get('/terms', (request, response) => response.send(terms));
site.get('/prices', (request, response) => {
  mkdirSync('uploads',   { recursive: true });
  response.json({ ok: true });
});
site.listen(process.env.PORT);
