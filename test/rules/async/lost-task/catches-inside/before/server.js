import express from 'express';

const site = express();

async function tell(order) {
  const text = JSON.stringify(order);
  try {
    await fetch('https://mail.example', { method: 'POST', body: text });
  } catch (error) {
    console.error(error);
  }
}

site.post('/orders', (request, response) => {
  tell(request.body);
  response.end();
});

async function start() {
  await fetch('https://mail.example');
}
start();

site.listen(process.env.PORT);
