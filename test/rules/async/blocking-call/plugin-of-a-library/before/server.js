import express from 'express';
import markdown from 'markdown-it';
import { drawings } from './drawings.js';

const notes = express();
const writer = drawings(markdown());

notes.get('/', (request, response) => response.send(writer.render('# Notes')));
notes.listen(process.env.PORT ?? 4910);
