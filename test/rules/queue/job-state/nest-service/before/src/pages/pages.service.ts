import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';

const renderJobs = new Map<string, string>();

@Injectable()
export class PagesService {
  start() {
    const id = randomUUID();
    renderJobs.set(id, 'running');
    return { id };
  }

  status(id: string) {
    return { state: renderJobs.get(id) };
  }
}
