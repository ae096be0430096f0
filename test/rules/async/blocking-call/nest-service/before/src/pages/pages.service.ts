import { Injectable } from '@nestjs/common';
import { execFileSync } from 'node:child_process';

@Injectable()
export class PagesService {
  print(id: string) {
    return this.rendered(id);
  }

  private rendered(id: string) {
    return execFileSync('render', [`${id}.html`]);
  }
}
