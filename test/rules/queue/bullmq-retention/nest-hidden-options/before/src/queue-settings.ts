import { common } from '@kiosk/settings';

export class QueueSettings {
  createSharedConfiguration() {
    return common();
  }
}
