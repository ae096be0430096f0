import express from 'express';
import mongoose from 'mongoose';

// shared by all routes
await mongoose.connect(process.env.MONGO_URL);
const site = express();
site.get('/alive', async (request, response) => {
  response.json({ ok: mongoose.connection.readyState === 1 });
});
site.listen(process.env.PORT);
