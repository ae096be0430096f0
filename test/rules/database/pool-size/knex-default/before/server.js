import express from 'express';
import knex from 'knex';

export const db = knex({
    client: 'pg',
    // as the platform says
    connection: process.env.DATABASE_URL
});
const ferry = express();
ferry.get('/alive', async (request, response) => response.json(await db.raw('select 1')));
ferry.listen(process.env.PORT);
