import express from 'express';
import mongoose from 'mongoose';

// from an old tutorial
mongoose.connect(process.env.MONGO_URL, { maxPoolSize: 11 });

const site = express();
site.get('/alive', (request, response) => response.json({ ok: true }));
site.listen(process.env.PORT);
