import express from 'express';
import { watchFailures } from './lib/failures.js';

const site = express();

async function tell(order) {
  await fetch('https://mail.example');
}

site.post('/orders', (request, response) => {
  tell(request.body);
  response.end();
});

watchFailures();
site.listen(process.env.PORT);
