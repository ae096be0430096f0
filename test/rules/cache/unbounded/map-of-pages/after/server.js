import express from 'express';
import { LRUCache } from 'lru-cache';

const ferry = express();
const cache = new LRUCache({ max: 5000 });   // by path

function kept(key) {
  const item = cache.get(key);
  if (item && Date.now() < item.expires) return item.data;
  cache.delete(key);
  return undefined;
}

ferry.get('/pages/:name', async (request, response) => {
  const { name } = request.params;
  const data = kept(name) ?? { name };
  cache.set(name, { data, expires: Date.now() + 300_000 });
  response.json(data);
});

ferry.listen(process.env.PORT);
