import { readFileSync } from 'node:fs';

export const settings = () => JSON.parse(readFileSync('cors.json', 'utf8'));
