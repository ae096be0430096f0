import express from 'express';

const ferry = express();
const handlers = new Map();

ferry.post('/hooks/:name', (request, response) => {
  const { name } = request.params;
  handlers.set(name, response);
});

ferry.listen(process.env.PORT);
