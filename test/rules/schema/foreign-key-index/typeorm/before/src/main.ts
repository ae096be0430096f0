import express from 'express';
import { DataSource } from 'typeorm';
import { Post, User } from './entities';

export const source = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL, entities: [User, Post] });
const app = express();
app.get('/', async (request, response) => response.json(await source.getRepository(Post).count()));
source.initialize().then(() => app.listen(process.env.PORT));
