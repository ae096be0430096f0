import express from 'express';

const site = express();

async function tell(order) {
  await fetch('https://mail.example', { method: 'POST', body: JSON.stringify(order) });
}

site.post('/orders', (request, response) => {
  tell(request.body)   // later
  response.end();
});

site.listen(process.env.PORT);
