import express from 'express';

const site = express();

process.on('unhandledRejection', (error) => console.error(error));

async function tell(order) {
  await fetch('https://mail.example');
}

site.post('/orders', (request, response) => {
  tell(request.body);
  response.end();
});

site.listen(process.env.PORT);
