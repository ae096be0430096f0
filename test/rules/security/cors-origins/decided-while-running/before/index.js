import cors from 'cors';
import express from 'express';
import { settings } from './settings.js';

const app = express();
app.use(cors(settings()));
app.listen(process.env.PORT);
