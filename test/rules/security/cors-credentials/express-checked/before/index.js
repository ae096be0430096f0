import cors from 'cors';
import express from 'express';

const allowed = ['https://pier.example'];
const app = express();
app.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin)), credentials: true }));
app.listen(process.env.PORT);
