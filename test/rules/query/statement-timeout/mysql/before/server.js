import express from 'express';
import mysql from 'mysql2/promise';

const pool = mysql.createPool(process.env.DATABASE_URL);
const site = express();
site.use(express.json());
site.get('/', async (request, response) => response.json(await pool.query('SELECT 1')));
site.listen(process.env.PORT);
