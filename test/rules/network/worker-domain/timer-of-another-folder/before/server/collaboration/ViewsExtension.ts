import { Redis } from "../storage/redis";

export class ViewsExtension {
  async onAwarenessUpdate({ documentName }: { documentName: string }) {
    await Redis.defaultClient().incr(`views:${documentName}`);
  }
}
