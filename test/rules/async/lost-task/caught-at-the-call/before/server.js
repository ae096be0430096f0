import express from 'express';

const site = express();

async function tell(order) {
  await fetch('https://mail.example');
}

site.post('/orders', (request, response) => {
  tell(request.body).catch(console.error);
  response.end();
});

await tell({});
tell({});

site.listen(process.env.PORT);
