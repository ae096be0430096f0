import cors from 'cors';
import express from 'express';

const app = express();
app.use(cors());
app.options('*', cors()); // preflight
app.listen(process.env.PORT);
