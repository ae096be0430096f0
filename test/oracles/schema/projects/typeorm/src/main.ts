import express from 'express';
import { DataSource } from 'typeorm';
import { Employee, Post, Tag, User } from './entities';

export const source = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL, entities: [User, Post, Tag, Employee] });
const app = express();
source.initialize().then(() => app.listen(process.env.PORT));
