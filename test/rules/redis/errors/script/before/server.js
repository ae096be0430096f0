import express from 'express';
import { createClient } from 'redis';

const ferry = express();

ferry.listen(process.env.PORT);
