import express from 'express';

const site = express();

const mail = {
  name: 'mail',
};
const tell = async (order) => {
  try {
    await fetch('https://mail.example');
  } catch (error) {
    await fetch('https://log.example');
  }
};

site.post('/orders', (request, response) => {
  void tell(request.body).catch((error) => console.error(error));
  response.end(mail.name);
});

site.listen(process.env.PORT);
