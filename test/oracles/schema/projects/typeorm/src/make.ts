import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { Employee, Post, Tag, User } from './entities';

const source = new DataSource({ type: 'postgres', url: process.argv[2], entities: [User, Post, Tag, Employee], synchronize: true, uuidExtension: 'pgcrypto', installExtensions: false });
source.initialize().then(() => source.destroy());
