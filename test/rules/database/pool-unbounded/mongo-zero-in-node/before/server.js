const express = require('express');
const { MongoClient } = require('mongodb');

const client = new MongoClient(process.env.MONGO_URL, {
  maxPoolSize: 0, // as many as it takes
});
const app = express();
app.get('/boats', async (_request, response) => response.json(await client.db('port').collection('boats').countDocuments()));
app.listen(process.env.PORT);
