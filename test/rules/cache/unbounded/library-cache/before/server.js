import express from 'express';
import { LRUCache } from 'lru-cache';

const ferry = express();
const cache = new LRUCache({ max: 100 });

ferry.get('/pages/:name', (request, response) => {
  const { name } = request.params;
  cache.set(name, 1);
  response.json({});
});

ferry.listen(process.env.PORT);
